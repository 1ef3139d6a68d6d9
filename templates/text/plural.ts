/** `1 commit`, `4 commits`; an irregular plural is given. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
