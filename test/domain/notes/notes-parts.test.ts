import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinedParts, notesParts, readJoints } from '#domain/notes/notes-parts.ts';
import { withoutMentions } from '#domain/notes/without-mentions.ts';
import { hostileText } from '../../templates/a-hostile-text.ts';

const text = fc.oneof(
  hostileText,
  fc
    .array(fc.oneof(fc.lorem({ maxCount: 40 }), fc.constantFrom('\n', '\n\n', '\n\n\n', '```', '- ')))
    .map((parts) => parts.join('')),
);

describe('notes in parts', () => {
  it('lose nothing: the parts joined are the text', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 200 }), (whole, size) => {
        const { parts, joints } = notesParts(whole, size);
        expect(joinedParts(parts, joints)).toBe(whole);
        expect(joints).toHaveLength(parts.length - 1);
        expect(parts.every((part) => part.length <= size)).toBe(true);
        expect(readJoints(joints.join(''))).toEqual(joints);
      }),
    );
  });
  it('end between paragraphs where they can, else between lines', () => {
    expect(notesParts('one two\n\nthree\nfour five six', 12)).toEqual({
      parts: ['one two', 'three', 'four five si', 'x'],
      joints: ['p', 'l', 'c'],
    });
  });
  it('never end inside a character', () => {
    expect(notesParts('ab\ud83d\udc4dcd', 3).parts).toEqual(['ab', '\ud83d\udc4dc', 'd']);
  });
  it('take what is written behind the last one as a paragraph', () => {
    expect(joinedParts(['One.', 'More.'], [])).toBe('One.\n\nMore.');
  });
});

describe('notes without mentions', () => {
  it.each([
    ['Thanks, @octocat and @acme/team!', 'Thanks, @\u200boctocat and @\u200bacme/team!'],
    [
      'Write to mira@shop.example, see https://shop.example/@mira.',
      'Write to mira@shop.example, see https://shop.example/@mira.',
    ],
    [
      'Use `@decorator` or:\n```ts\n@decorator\n```\n@after',
      'Use `@decorator` or:\n```ts\n@decorator\n```\n@\u200bafter',
    ],
  ])('notify nobody: %s', (before, after) => {
    expect(withoutMentions(before)).toBe(after);
  });
});
