const limit = 65_536;

/** The text of a pull request as the port promises it: line endings as \n, at most 65,536 characters, and whether some was left out. */
export function pullRequestBody(text: string | null): { readonly body: string; readonly isBodyCut: boolean } {
  const body = (text ?? '').replace(/\r\n?/g, '\n');
  if (body.length <= limit) return { body, isBodyCut: false };
  return { body: body.slice(0, limit).replace(/[\ud800-\udbff]$/, ''), isBodyCut: true };
}
