import type { ReactNode } from 'react';
import { usePage } from '../page-context.ts';
import { parsePermalink } from '../state/place.ts';

/**
 * A link of a message. Only http, https and mailto are followed, in a new tab; a permalink to a message of this workspace goes
 * there in the page; any other address is shown as text.
 */
export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const { picture, go } = usePage();
  const target = parsePermalink(href);
  if (target !== null && picture.channels.some((channel) => channel.id === target.channel)) {
    const { channel, ts, thread } = target;
    return (
      <button type="button" className="link" onClick={() => go({ channel, thread: thread ?? ts })}>
        {children}
      </button>
    );
  }
  if (!/^(https?:|mailto:)/i.test(href)) return <span title={href}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
