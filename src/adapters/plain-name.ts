/**
 * A name as it may stand in a query of another system, whatever quotes are around it: letters, digits and . _ + - / : @, anything else
 * becoming an underscore. Names of services, environments and versions have nothing else in them.
 */
export function plainName(text: string): string {
  return text.replace(/[^A-Za-z0-9._+\-/:@]/g, '_');
}
