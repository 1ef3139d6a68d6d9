import { describe, expect, it } from 'vitest';
import type { ReplyTo } from '#domain/job.ts';
import { ReleaseError } from '#errors.ts';
import { createReply } from '#operations/reply.ts';

const words = { text: 'Done.', blocks: [] };
const notThere = new ReleaseError('SLACK_FAILED', 'user', 'The bot is not in the channel.');
const slackAway = new ReleaseError('SLACK_UNAVAILABLE', 'transient', 'Slack is away.');

/** Answers that each succeed, or fail as told; with what was tried, in order. */
function answering(how: { respond?: boolean | Error; whisper?: Error } = {}) {
  const tried: string[] = [];
  const reported: unknown[] = [];
  const fail = (fault: unknown) => {
    if (fault instanceof Error) throw fault;
  };
  const reply = createReply({
    report: (error) => void reported.push(error),
    messenger: {
      async respond(url) {
        tried.push(`respond ${url}`);
        fail(how.respond);
        return how.respond !== false;
      },
      async whisper({ channel, user, threadTs }) {
        tried.push(['whisper', channel, user, threadTs ?? '-'].join(' '));
        fail(how.whisper);
      },
      async post({ channel }) {
        tried.push(`post ${channel}`);
        return { channel, ts: '1.0' };
      },
    },
  });
  return { reply, tried, reported };
}

const byUrl: ReplyTo = { kind: 'response_url', url: 'https://slack.test/r', user: 'U0MIRA', channel: 'C0RELEASES' };
const inChannel: ReplyTo = { kind: 'channel', user: 'U0MIRA', channel: 'C0RELEASES' };

describe('an answer', () => {
  it.each([
    ['goes by response_url', byUrl, {}, ['respond https://slack.test/r']],
    [
      'is whispered in the channel once the response_url has run out',
      byUrl,
      { respond: false },
      ['respond https://slack.test/r', 'whisper C0RELEASES U0MIRA -'],
    ],
    [
      'goes by direct message where neither is possible',
      byUrl,
      { respond: false, whisper: notThere },
      ['respond https://slack.test/r', 'whisper C0RELEASES U0MIRA -', 'post U0MIRA'],
    ],
    ['stays in its thread', { ...inChannel, threadTs: '5.5' }, {}, ['whisper C0RELEASES U0MIRA 5.5']],
    ['goes by direct message where there is no channel', { kind: 'direct', user: 'U0MIRA' }, {}, ['post U0MIRA']],
    ['is told to nobody where somebody waits for it', { kind: 'return' }, {}, []],
  ] as const)('%s', async (_rule, to, how, tried) => {
    const answers = answering(how);
    expect(await answers.reply(to, words)).toEqual({ how: 'done', text: 'Done.' });
    expect(answers.tried).toEqual(tried);
    expect(answers.reported).toEqual([]);
  });

  it('that cannot be given while Slack is away is reported, and its job has ended all the same', async () => {
    const answers = answering({ whisper: slackAway });
    expect(await answers.reply(inChannel, words, 'refused')).toEqual({ how: 'refused', text: 'Done.' });
    expect(answers.reported).toEqual([slackAway]);
    expect(answers.tried).toEqual(['whisper C0RELEASES U0MIRA -']);
  });
});
