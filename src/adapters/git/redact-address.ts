/** Takes user names and passwords out of every address in a text, and the values of Authorization headers. */
export function redactAddress(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]*@/gi, '$1***@')
    .replace(/(authorization:\s*)(?:basic|bearer|token)?\s*\S+/gi, '$1***');
}
