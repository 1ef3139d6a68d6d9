import { isJsonObject } from '../json-object.ts';

/**
 * How large Slack counts the blocks of one message: their characters and about 100 for each block. Slack refuses a
 * posted message beyond about 13,200 with `msg_blocks_too_long` without publishing the sum; this follows what was
 * measured by others: https://github.com/slackapi/bolt-js/issues/2509
 */
export function blocksSize(blocks: readonly unknown[]): number {
  return blocks.length * 100 + characters(blocks);
}

/** The size at which Slack stops accepting a posted message. */
export const blocksSizeLimit = 13_200;

function characters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + characters(entry), 0);
  if (!isJsonObject(value)) return 0;
  const own = typeof value.text === 'string' ? value.text.length : 0;
  return Object.values(value).reduce((sum: number, entry) => sum + characters(entry), own);
}
