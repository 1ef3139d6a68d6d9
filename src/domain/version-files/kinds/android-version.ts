import type { Edit } from '../edits.ts';
import type { GradleSetting } from '../scan/gradle-settings.ts';

/** Google Play takes no greater version code. */
const greatestCode = 2_100_000_000;

/** What an Android module says of its version in `android.defaultConfig`. */
export function androidSettings(settings: readonly GradleSetting[]): {
  readonly names: readonly GradleSetting[];
  readonly codes: readonly GradleSetting[];
} {
  const inDefault = settings.filter(({ blocks }) => blocks.join('.') === 'android.defaultConfig');
  return {
    names: inDefault.filter(({ name }) => name === 'versionName'),
    codes: inDefault.filter(({ name }) => name === 'versionCode'),
  };
}

/** The version code one higher; nothing where it is computed. Refuses two of them and one beyond what Google Play takes. */
export function countedVersionCode(
  codes: readonly GradleSetting[],
): { readonly kind: 'counted'; readonly edits: readonly Edit[] } | { readonly kind: 'invalid'; readonly why: string } {
  const plain = codes.filter(({ isPlain, value }) => isPlain && value.kind === 'word');
  if (plain.length > 1) return { kind: 'invalid', why: 'it sets versionCode twice in one place' };
  const edits = plain.map(({ value }) => ({ span: value, text: String(Number(value.text) + 1) }));
  const isTooGreat = edits.some(({ text }) => Number(text) > greatestCode);
  return isTooGreat
    ? {
        kind: 'invalid',
        why: `its versionCode cannot be counted beyond ${greatestCode}, the greatest Google Play takes`,
      }
    : { kind: 'counted', edits };
}
