import { digestOf } from './digest.ts';
import { ReleaseId } from './ids.ts';

const letters = 12;
const ids = 36n ** BigInt(letters);

/** Twelve letters or digits that follow from a text: a repeat of the same request has the same. */
export function derivedId(source: string): string {
  return (BigInt(`0x${digestOf(source)}`) % ids).toString(36).padStart(letters, '0');
}

/** The id of the release that a request asks for. */
export function releaseIdFrom(source: string): ReleaseId {
  return ReleaseId.parse(`rel-${derivedId(source)}`);
}
