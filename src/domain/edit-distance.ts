/** The fewest letters to add, drop or change that turn one text into the other (Levenshtein). Case counts. */
export function editDistance(left: string, right: string): number {
  const to = Array.from(right);
  let above = [0, ...to.map((_, index) => index + 1)];
  Array.from(left).forEach((letter, row) => {
    const line = [row + 1];
    to.forEach((other, column) => {
      const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
      line.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    });
    above = line;
  });
  return above[to.length] ?? 0;
}
