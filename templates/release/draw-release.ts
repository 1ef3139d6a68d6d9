import type { Drawing } from '#domain/drawing.ts';
import type { Picture } from '#domain/picture.ts';
import { eventDrawings } from './event-drawings.ts';
import { releaseCard } from './release-card.ts';
import { releaseDetail } from './release-detail.ts';

/**
 * Everything a release shows in Slack: its card, the detail below it, a line for each event worth telling, and its notes. The same picture
 * is drawn the same; slots keep their names for ever.
 */
export function drawRelease(picture: Picture): readonly Drawing[] {
  const { release, validated = null } = picture;
  return [releaseCard(picture), releaseDetail(release, validated), ...eventDrawings(picture)];
}
