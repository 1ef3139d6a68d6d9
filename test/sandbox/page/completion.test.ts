import { describe, expect, it } from 'vitest';
import { parseCommand, suggest } from '#sandbox/slack/browser/state/completion.ts';
import { picture } from './support/fixture.ts';

const labels = (before: string): readonly string[] => suggest(before, picture()).map((one) => one.label);

describe('suggest', () => {
  it('offers every command after a slash at the start, and those that begin alike', () => {
    expect(labels('/')).toEqual(['/release', '/rollback', '/hotfix']);
    expect(labels('/RO')).toEqual(['/rollback']);
  });

  it('offers no command in the middle of a line or after its first space', () => {
    expect(labels('see /rel')).toEqual([]);
    expect(labels('/release ')).toEqual([]);
  });

  it('offers people by name after an at sign and replaces from there', () => {
    expect(suggest('ask @jo', picture())).toMatchObject([{ label: '@jonas', insert: '@jonas ', from: 4 }]);
    expect(labels('mail@jo')).toEqual([]);
  });

  it('offers channels after a hash', () => {
    expect(labels('in #o')).toEqual(['#ops']);
  });
});

describe('parseCommand', () => {
  it('cuts a command from its text', () => {
    expect(parseCommand('/release 1.5.0 --services "api,web" ')).toEqual({
      command: '/release',
      text: '1.5.0 --services "api,web"',
    });
    expect(parseCommand('/release')).toEqual({ command: '/release', text: '' });
  });

  it('is nothing for other lines', () => {
    expect(parseCommand('hello /release')).toBeNull();
    expect(parseCommand('/ release')).toBeNull();
  });
});
