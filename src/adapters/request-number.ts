/** GraphQL and the forges count in signed integers of 32 bits. */
const highestNumber = 2_147_483_647;

/** Whether a number can be that of a pull request or merge request. */
export function isRequestNumber(number: number): boolean {
  return Number.isInteger(number) && number > 0 && number <= highestNumber;
}
