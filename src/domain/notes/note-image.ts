/** A picture somebody put into a pull request. */
export type NoteImage = { readonly url: string; readonly alt: string };

const mostImages = 20;
const loginWalls: readonly RegExp[] = [
  /^https:\/\/github\.com\/user-attachments\//,
  /^https:\/\/private-user-images\.githubusercontent\.com\//,
  /^https:\/\/[^/]+\/[^?#]*\/uploads\/[0-9a-f]{32}\//,
];

/** The images of a Markdown text, `![alt](url)` and `<img>`, in order and each once; at most twenty, web addresses only. */
export function imagesIn(markdown: string): readonly NoteImage[] {
  const found = new Map<string, NoteImage>();
  const pattern =
    /!\[([^\][]{0,300})\]\([ ]{0,3}<?(https?:\/\/[^\s<>()]{1,1500})>?(?:[ ]{1,3}"[^"\n]{0,300}")?[ ]{0,3}\)|<img\b([^<>]{1,2000})>/gi;
  for (const [, alt = '', url = '', attributes = ''] of markdown.matchAll(pattern)) {
    const image =
      attributes === '' ? { url, alt } : { url: attribute(attributes, 'src'), alt: attribute(attributes, 'alt') };
    const address = webAddress(image.url);
    if (address !== null && !found.has(address))
      found.set(address, { url: address, alt: image.alt.trim() || 'Screenshot' });
    if (found.size >= mostImages) break;
  }
  return [...found.values()];
}

/** The address in its normal form if it is one of the web without a password in it, else null. */
export function webAddress(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isWeb && url.username === '' && url.password === '' ? url.href : null;
}

/**
 * Whether a stranger's server, such as Slack's, can load the image: https, a name of the public internet, and no place that is known to
 * ask for a login.
 */
export function isPublicImage(url: string): boolean {
  if (!URL.canParse(url) || loginWalls.some((wall) => wall.test(url))) return false;
  const { protocol, hostname, port } = new URL(url);
  const isName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/i.test(hostname);
  const isInside = /\.(local|localhost|internal|intranet|lan|home|corp|test|invalid)$/i.test(hostname);
  return protocol === 'https:' && port === '' && isName && !isInside;
}

function attribute(attributes: string, name: string): string {
  const found = new RegExp(`(?:^|\\s)${name}\\s{0,3}=\\s{0,3}(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').replaceAll('&amp;', '&');
}
