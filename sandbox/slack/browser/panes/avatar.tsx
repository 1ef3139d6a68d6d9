import type { Person } from '../../client-api.ts';

/** A person's initials on their colour; a bot's corners are less round. Hidden from screen readers: the name stands beside it. */
export function Avatar({ person, size = 36 }: { readonly person: Person | undefined; readonly size?: number }) {
  const color = `#${(person?.color ?? '64748b').replace('#', '')}`;
  return (
    <span
      className={person?.isBot === true ? 'avatar bot' : 'avatar'}
      aria-hidden="true"
      style={{ background: color, color: inkOn(color), width: size, height: size, fontSize: size * 0.4 }}
    >
      {initials(person?.realName || person?.name || '?')}
    </span>
  );
}

function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '');
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return letters.map((part) => [...(part ?? '')][0]?.toUpperCase() ?? '').join('');
}

function inkOn(color: string): string {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16) || 0;
  const light = 0.299 * channel(1) + 0.587 * channel(3) + 0.114 * channel(5);
  return light > 150 ? '#14202b' : '#ffffff';
}
