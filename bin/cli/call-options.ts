/** What belongs to the call and not to the command. */
export type CallOptions = {
  readonly as: string | null;
  readonly requestId: string | null;
  /** The words of the command. */
  readonly words: readonly string[];
};

const names = { '--as': 'as', '--request-id': 'requestId' } as const;

/** Takes `--as` and `--request-id` out of the arguments, as `--as mira` or `--as=mira`. A message when one is doubled or without a value. */
export function readCallOptions(argv: readonly string[]): CallOptions | string {
  const found: { as: string | null; requestId: string | null } = { as: null, requestId: null };
  const words: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [flag = '', ...after] = word.split('=');
    if (flag !== '--as' && flag !== '--request-id') {
      words.push(word);
      continue;
    }
    const value = after.length > 0 ? after.join('=') : rest.shift();
    if (value === undefined || !/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/.test(value))
      return `${flag} needs a value of letters, digits, dots and dashes behind it.`;
    if (found[names[flag]] !== null) return `${flag} was given twice. Give it once.`;
    found[names[flag]] = value;
  }
  return { ...found, words };
}
