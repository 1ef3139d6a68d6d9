/** The message of a tag: its name as the subject, then what was said, without characters that would steer a terminal. */
export function tagText(tag: string, message: string | null): string {
  const said = (message ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .trim();
  return said === '' ? tag : `${tag}\n\n${said}`;
}
