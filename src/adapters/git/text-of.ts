/** The text of an answer without its last line end. */
export function textOf(answer: { readonly out: Buffer }): string {
  return answer.out.toString('utf8').replace(/\n$/, '');
}
