/** True for a path inside the repository: relative, without `..`, backslash, control character, leading space or leading dash. */
export function isRelativePath(path: string): boolean {
  return path.length <= 512 && /^[^\s/\\-][^\\\p{Cc}]*$/u.test(path) && !path.split('/').includes('..');
}
