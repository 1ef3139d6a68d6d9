const scanned = 65_536;
const most = 50;
const pattern = /(?<![\w/#-])(?:[\w.-]{1,100}\/[\w.-]{1,100})?#\d{1,12}(?!\w)/g;

/** References such as `#12` and `owner/name#12` in the first 64 KiB of a message, each once, at most 50. */
export function referencesOf(message: string): string[] {
  const found = new Set<string>();
  for (const [reference] of message.slice(0, scanned).matchAll(pattern)) {
    found.add(reference);
    if (found.size === most) break;
  }
  return [...found];
}
