import type { Question } from '#domain/release/question.ts';
import type { Phrase } from '../text/phrase.ts';
import { plain } from '../text/plain.ts';
import { say } from '../text/say.ts';
import { linked } from '../text/styled.ts';

/** What the deployer says of a deployment in progress, as a sentence behind another one. An address in it is what the sentence leads to. */
export function deploymentNote({ note, step }: Extract<Question, { kind: 'working' }>): Phrase {
  if (step.kind !== 'deploy' || note === null) return [];
  const url = /https?:\/\/[^\s<>|"]+/.exec(note)?.[0] ?? null;
  const words = plain(url === null ? note : note.replace(url, ''), 300).replace(/[.:;,\s]+$/, '');
  return words === '' ? [] : say` ${linked(words, url)}.`;
}
