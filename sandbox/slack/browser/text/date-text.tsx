import { SafeLink } from './safe-link.tsx';
import { formatSlackDate } from './slack-date.ts';

type Props = { readonly seconds: number; readonly format: string; readonly link: string | null };

/** A Slack date in the reader's zone, with the full date as its title. */
export function DateText({ seconds, format, link }: Props) {
  const date = new Date(seconds * 1000);
  const time = (
    <time dateTime={Number.isNaN(date.getTime()) ? undefined : date.toISOString()} title={date.toLocaleString()}>
      {formatSlackDate(seconds, format)}
    </time>
  );
  return link === null ? time : <SafeLink href={link}>{time}</SafeLink>;
}
