import { describe, expect, it } from 'vitest';
import { createPicker } from '../../../sandbox/shop/pick-backend.ts';

function share(backends: readonly { name: string; weight: number }[], rounds: number): string {
  const pick = createPicker();
  return Array.from({ length: rounds }, () => pick(backends)?.name ?? '-').join('');
}

describe('createPicker', () => {
  it('spreads three to one evenly', () => {
    expect(
      share(
        [
          { name: 'a', weight: 3 },
          { name: 'b', weight: 1 },
        ],
        8,
      ),
    ).toBe('aabaaaba');
  });

  it('gives nothing to a weight of zero', () => {
    expect(
      share(
        [
          { name: 'a', weight: 0 },
          { name: 'b', weight: 5 },
        ],
        4,
      ),
    ).toBe('bbbb');
  });

  it('picks nobody when every weight is zero or there is no backend', () => {
    expect(share([{ name: 'a', weight: 0 }], 2)).toBe('--');
    expect(share([], 2)).toBe('--');
  });
});
