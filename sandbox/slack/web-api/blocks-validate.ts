import type { Problem } from '../blocks/check.ts';
import { validateBlocks } from '../blocks/validate-blocks.ts';
import { validateView } from '../blocks/validate-view.ts';
import { isJsonObject } from '../json-object.ts';
import { invalidArguments, SlackRefusal } from '../refusal.ts';
import type { Method } from './method.ts';

/** Slack method blocks.validate: checks exactly one of `blocks`, `message` and `view` and sends nothing. */
export const blocksValidate: Method = {
  tokens: ['bot', 'app'],
  scopes: [],
  tier: 'special',
  run({ args }) {
    const given = ['blocks', 'message', 'view'].filter((name) => args.raw[name] !== undefined);
    const [name, ...others] = given;
    if (name === undefined || others.length > 0) {
      throw invalidArguments('must provide exactly one of `blocks`, `message` or `view`');
    }
    const problems = problemsOf(name, args.json(name, 'invalid_arguments'));
    if (problems.length === 0) return {};
    throw new SlackRefusal(`invalid_${name}`, {
      errors: problems.map(({ pointer, message }) => ({ pointer, code: 'failed_constraint', message })),
    });
  },
};

function problemsOf(name: string, value: unknown): readonly Problem[] {
  if (name === 'blocks') return validateBlocks(value, '', 'message');
  if (name === 'view') return validateView(value, '');
  return isJsonObject(value)
    ? validateBlocks(value.blocks ?? [], '/blocks', 'message')
    : [{ pointer: '', message: 'must provide an object' }];
}
