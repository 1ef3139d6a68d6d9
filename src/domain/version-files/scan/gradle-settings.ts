import { gradleLanguage, type SourceToken, sourceTokens } from './source-tokens.ts';

/** A property of a Gradle build script set to a string or a number: the blocks it stands in, from the outside in. */
export type GradleSetting = {
  readonly blocks: readonly string[];
  readonly name: string;
  readonly value: SourceToken;
  /** False where the value goes on: a call, a sum, an interpolation. */
  readonly isPlain: boolean;
};

/** Deeper blocks hold nothing that is looked for. */
const depthLimit = 20;

/**
 * Every `name = value`, `name value` and `name(value)` of a Groovy or Kotlin build script (`set` and `project.` before the name allowed)
 * that stands at the start of a statement, outside parentheses.
 */
export function gradleSettings(text: string): readonly GradleSetting[] {
  const tokens = sourceTokens(text, gradleLanguage);
  const settings: GradleSetting[] = [];
  const blocks: string[] = [];
  let [depth, parentheses] = [0, 0];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'mark') {
      if (token.text === '(') parentheses += 1;
      if (token.text === ')') parentheses = Math.max(0, parentheses - 1);
      if (token.text === '{' && depth++ < depthLimit) blocks.push(blockName(tokens, at));
      if (token.text === '}' && depth > 0 && depth-- <= depthLimit) blocks.pop();
    }
    if (token?.kind !== 'word' || parentheses > 0 || depth > depthLimit || !isStatementStart(tokens, at)) continue;
    const setting = settingAt(tokens, at);
    if (setting !== null) settings.push({ blocks: [...blocks], ...setting });
  }
  return settings;
}

function isStatementStart(tokens: readonly SourceToken[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.text === '.' && tokens[at - 2]?.text === 'project') return isStatementStart(tokens, at - 2);
  return before === undefined || before.kind === 'line' || /^[{};]$/.test(before.text);
}

function settingAt(tokens: readonly SourceToken[], at: number): Omit<GradleSetting, 'blocks'> | null {
  const name = tokens[at]?.text ?? '';
  const next = tokens[at + 1];
  const isCall = next?.text === '(' && next.kind === 'mark';
  const valueAt = isCall || (next?.text === '=' && next.kind === 'mark') ? at + 2 : at + 1;
  const value = tokens[valueAt];
  if (value === undefined || value.kind === 'line' || value.kind === 'mark') return null;
  const end = tokens[isCall && tokens[valueAt + 1]?.text === ')' ? valueAt + 2 : valueAt + 1];
  const isEnd = end === undefined || end.kind === 'line' || /^[;}]$/.test(end.text);
  const isWhole = value.kind === 'string' ? !/[$\\\s]/.test(value.text) : /^\d+$/.test(value.text);
  return { name: propertyName(name), value, isPlain: isEnd && isWhole };
}

/** `setVersion` sets `version`. */
function propertyName(name: string): string {
  const match = /^set([A-Z])(\w*)$/.exec(name);
  return match === null ? name : (match[1] ?? '').toLowerCase() + (match[2] ?? '');
}

/** The word before a brace, or before the parentheses before it: `create("x") {`. */
function blockName(tokens: readonly SourceToken[], brace: number): string {
  let at = brace - 1;
  if (tokens[at]?.text === ')') while (at > Math.max(0, brace - 20) && tokens[at]?.text !== '(') at -= 1;
  const named = tokens[at]?.text === '(' ? tokens[at - 1] : tokens[at];
  return named?.kind === 'word' ? named.text : '';
}
