import { type Argument, defineArgument, flagOf } from '../argument.ts';
import { read, refuse } from '../command-refusal.ts';

/** A text of people's own words, of at most `most` characters. */
export function textArgument<const Name extends string>(
  name: Name,
  { shown, meaning, most = 1_000, isLong = true }: { shown: string; meaning: string; most?: number; isLong?: boolean },
): Argument<Name, string> {
  return defineArgument({
    name,
    shown,
    meaning,
    field: { kind: 'text', isLong },
    read: (text) => {
      if (text.length <= most) return read(text);
      const known = [String(text.length), String(most)];
      return refuse({ code: 'too_long', value: text.slice(0, 40), place: flagOf(name), known });
    },
  });
}

/** Why services are released in spite of their open circuit breaker. */
export const overrideBreakerArgument = textArgument('override-breaker', {
  shown: '"why"',
  meaning: 'Reason for releasing services that were taken back too often; only for the project’s managers.',
});

/** Why something is done, for everybody to read. */
export const reasonArgument = textArgument('reason', {
  shown: '"why"',
  meaning: 'The reason, which everybody then reads; at most 1,000 characters.',
});
