/** Where the page is: who acts, which channel (or `home`), and which thread is open. Kept in the URL's hash. */
export type Place = { readonly person: string; readonly channel: string; readonly thread?: string };

/** The channel name that stands for the app's Home tab. */
export const HOME = 'home';

/** Writes a place as `#<person>/<channel or home>/<thread ts>`. */
export function formatPlace(place: Place): string {
  const parts = [place.person, place.channel, ...(place.thread === undefined ? [] : [place.thread])];
  return `#${parts.map(encodeURIComponent).join('/')}`;
}

/** Reads a hash; what is missing or damaged is left out, so the caller fills it from the workspace. */
export function parsePlace(hash: string): Partial<Place> {
  const [person, channel, thread] = hash.replace(/^#/, '').split('/').map(decode);
  return {
    ...(person ? { person } : {}),
    ...(channel ? { channel } : {}),
    ...(thread && /^\d+\.\d+$/.test(thread) ? { thread } : {}),
  };
}

/** Reads a Slack permalink (`/archives/C1/p1790000000000100?thread_ts=..`); nothing for any other address. */
export function parsePermalink(
  href: string,
): { readonly channel: string; readonly ts: string; readonly thread?: string } | null {
  const found = /\/archives\/([A-Z0-9_]+)\/p(\d+)(\d{6})(?:[?&](?:.*&)?thread_ts=(\d+\.\d+))?/.exec(href);
  if (found === null) return null;
  const [, channel = '', seconds = '', micros = '', thread] = found;
  return { channel, ts: `${seconds}.${micros}`, ...(thread === undefined ? {} : { thread }) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
