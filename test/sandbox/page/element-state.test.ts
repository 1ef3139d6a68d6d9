import { describe, expect, it } from 'vitest';
import { type Block, readBlocks } from '#sandbox/slack/browser/block-types.ts';
import {
  type ElementState,
  inputProblems,
  pruneTyped,
  stateKey,
  stateValues,
  type Typed,
} from '#sandbox/slack/browser/elements/element-state.ts';
import { releaseForm } from './support/fixture.ts';

const form = readBlocks(releaseForm());

function typed(entries: readonly (readonly [string, string, ElementState])[]): Typed {
  return new Map(entries.map(([block, action, state]) => [stateKey(block, action), state]));
}

const version = (value: string | null): ElementState => ({ type: 'plain_text_input', value });

describe('stateValues', () => {
  it('holds initial values in the field Slack uses for each element', () => {
    expect(stateValues(form, new Map())).toMatchObject({
      version: { value: { type: 'plain_text_input', value: '1.5.0' } },
      services: { value: { type: 'multi_static_select', selected_options: [{ value: 'api' }, { value: 'web' }, {}] } },
      strategy: { value: { type: 'radio_buttons', selected_option: { value: 'sequential' } } },
      environment: { value: { type: 'static_select', selected_option: { value: 'production' } } },
      reason: { value: { type: 'plain_text_input', value: null } },
      reviewers: { value: { type: 'multi_users_select', selected_users: [] } },
      wait: { value: { type: 'number_input', value: '5' } },
      day: { value: { type: 'datepicker', selected_date: '2026-11-21' } },
      time: { value: { type: 'timepicker', selected_time: '14:00' } },
      checks: { value: { type: 'checkboxes', selected_options: [] } },
    });
  });

  it('holds what was typed over what was initial', () => {
    const values = stateValues(form, typed([['version', 'value', version('2.0.0')]]));
    expect(values.version?.value).toEqual(version('2.0.0'));
  });

  it('ignores typed state of another element type', () => {
    const values = stateValues(form, typed([['version', 'value', { type: 'number_input', value: '3' }]]));
    expect(values.version?.value).toEqual(version('1.5.0'));
  });
});

describe('pruneTyped', () => {
  const before = typed([['version', 'value', version('2.0.0')]]);

  it('keeps what was typed while block_id, action_id and type stay', () => {
    expect(pruneTyped([...form].reverse(), before)).toBe(before);
  });

  it('drops it once the block_id is another', () => {
    const renamed: readonly Block[] = form.map((block) => ({ ...block, block_id: `${block.block_id}-2` }));
    expect(pruneTyped(renamed, before).size).toBe(0);
  });
});

describe('inputProblems', () => {
  it('refuses an empty required input and passes an empty optional one', () => {
    expect(inputProblems(form, typed([['version', 'value', version(null)]]))).toEqual({
      version: 'Please complete this required field.',
    });
  });

  it.each([
    ['4.5', 'Please enter a whole number.'],
    ['soon', 'Please enter a number.'],
    ['-1', 'Please enter a number of at least 0.'],
  ])('refuses %j as minutes', (value, problem) => {
    expect(inputProblems(form, typed([['wait', 'value', { type: 'number_input', value }]]))).toEqual({ wait: problem });
  });
});
