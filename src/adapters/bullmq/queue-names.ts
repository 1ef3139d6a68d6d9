import type { JobName } from '#domain/job.ts';

/** Three lanes, so that slow work never delays an answer to a person and a slow Slack never delays work. */
export const queueNames = ['control', 'work', 'messages'] as const;
export type QueueName = (typeof queueNames)[number];

/** The lane of each job. */
export const queueOf = {
  act: 'control',
  advance: 'control',
  answer: 'control',
  sweep: 'control',
  propose: 'work',
  'request-rollback': 'work',
  'run-step': 'work',
  'webhook-hint': 'work',
  'semantic-version': 'work',
  'changelog-generate': 'work',
  'changelog-edit': 'work',
  'version-bump': 'work',
  'release-notes': 'work',
  'tag-release': 'work',
  'release-plan': 'work',
  'rollback-plan': 'work',
  'release-validation': 'work',
  'edit-notes': 'work',
  render: 'messages',
  'publish-home': 'messages',
  'fill-release-modal': 'messages',
  'fill-rollback-modal': 'messages',
  'fill-notes-modal': 'messages',
} as const satisfies Record<JobName, QueueName>;

/** The prefix of BullMQ's keys: a hash tag, so that a Redis Cluster keeps all of them in one slot, where its scripts need them. */
export function queuePrefix(namespace: string): string {
  return `{${namespace}}`;
}
