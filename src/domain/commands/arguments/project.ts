import { nearestWord } from '../../nearest-word.ts';
import { defineArgument } from '../argument.ts';
import type { CommandContext } from '../command-context.ts';
import { read, refuse } from '../command-refusal.ts';

/** The project a line is about. Where it is left out, readers are given the one implied by the channel or the configuration. */
export const projectArgument = defineArgument({
  name: 'project',
  shown: 'project',
  meaning: 'The project; without it the channel’s, then the default one.',
  claims: (word, context) => namesIn(context).includes(word),
  known: namesIn,
  field: { kind: 'one', options: ({ context }) => namesIn(context) },
  read: (text, { context }) => {
    const found = context.projects.find((project) => project.name === text);
    if (found !== undefined) return read(found);
    const known = namesIn(context);
    return refuse({
      code: 'unknown_project',
      value: text,
      place: '--project',
      nearest: nearestWord(text, known),
      known,
    });
  },
});

function namesIn({ projects }: CommandContext): readonly string[] {
  return projects.map((project) => project.name);
}
