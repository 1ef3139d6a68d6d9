/** The message of a tag: its name as the subject, then what was said. */
export function tagText(tag: string, message: string | null): string {
  const said = message?.trim() ?? '';
  return said === '' ? tag : `${tag}\n\n${said}`;
}
