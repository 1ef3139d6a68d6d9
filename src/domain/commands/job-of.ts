import type { Actor } from '../actor.ts';
import { derivedId, releaseIdFrom } from '../derived-id.ts';
import type { Job, ReplyTo } from '../job.ts';
import type { Ask } from './ask.ts';

/** What is asked of the worker. Forms are opened by whoever hears the command. */
export type WorkAsk = Exclude<Ask, { kind: 'release-form' | 'rollback-form' | 'command-form' }>;

type Asked = {
  /** What makes this request this one: Slack's trigger id, or the number of a message. A repeat has the same. */
  readonly source: string;
  readonly actor: Actor;
  readonly replyTo: ReplyTo;
  readonly channel: string | null;
};

/** The job that does what was asked, under an id that follows from the request: the same request is the same job and the same release. */
export function jobOf(ask: WorkAsk, asked: Asked): { readonly job: Job; readonly id: string } {
  const { source, actor, replyTo, channel } = asked;
  const id = `${ask.kind}-${derivedId(source)}`;
  const by = { actor, replyTo, channel };
  switch (ask.kind) {
    case 'propose':
      return { id, job: { name: 'propose', id: releaseIdFrom(source), request: ask.request, ...by } };
    case 'rollback':
      return { id, job: { name: 'request-rollback', id: releaseIdFrom(source), request: ask.request, ...by } };
    case 'move':
      return { id, job: { name: 'act', request: ask.wish, ...by } };
    case 'why': {
      const { kind, project, release, version } = ask;
      return { id, job: { name: 'answer', question: { kind, project, release, version }, ...by } };
    }
    case 'semantic-version':
      return { id, job: { name: 'semantic-version', id, request: ask.request, ...by } };
    case 'changelog-generate':
      return { id, job: { name: 'changelog-generate', id, request: ask.request, ...by } };
    case 'changelog-edit':
      return { id, job: { name: 'changelog-edit', id, request: ask.request, ...by } };
    case 'version-bump':
      return { id, job: { name: 'version-bump', id, request: ask.request, ...by } };
    case 'release-notes':
      return { id, job: { name: 'release-notes', id, request: ask.request, ...by } };
    case 'tag-release':
      return { id, job: { name: 'tag-release', id, request: ask.request, ...by } };
    case 'release-plan':
      return { id, job: { name: 'release-plan', id, request: ask.request, ...by } };
    case 'release-validation':
      return { id, job: { name: 'release-validation', id: releaseIdFrom(source), request: ask.request, ...by } };
    case 'rollback-plan':
      return { id, job: { name: 'rollback-plan', id, request: ask.request, ...by } };
    default: {
      const question = { kind: ask.kind, project: ask.project, release: null, version: null };
      return { id, job: { name: 'answer', question, ...by } };
    }
  }
}
