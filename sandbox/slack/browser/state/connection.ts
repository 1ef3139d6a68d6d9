import type { Act, Change } from '../../client-api.ts';

type Without<T> = T extends unknown ? Omit<T, 'id' | 'as'> : never;

/** What a person does, before the page adds its id and who acts. */
export type Deed = Without<Act>;

/** The server's answer to one act. */
export type Answer = { readonly ok: boolean; readonly error?: string; readonly data?: unknown };

/** Whether the page can reach the sandbox. */
export type Status = 'connecting' | 'open' | 'lost';

type Listener = {
  readonly onChange: (change: Exclude<Change, { readonly type: 'answer' }>) => void;
  readonly onStatus: (status: Status) => void;
};

/** Sends acts and answers each exactly once: by the server, or with `sandbox_unreachable` or `no_answer` after 15 s. */
export type Connection = { readonly send: (as: string, deed: Deed) => Promise<Answer> };

const ANSWER_WITHIN_MS = 15_000;
const LONGEST_WAIT_MS = 5_000;

/** Opens the socket at `url` and reopens it for as long as the page lives; each reopening brings a new `hello`. */
export function createConnection(url: string, listener: Listener): Connection {
  const waiting = new Map<string, (answer: Answer) => void>();
  let socket: WebSocket | null = null;
  let failures = 0;

  const receive = (change: Change): void => {
    if (change.type === 'answer') waiting.get(change.id)?.(change);
    else listener.onChange(change);
  };
  const open = (): void => {
    const fresh = new WebSocket(url);
    socket = fresh;
    fresh.onopen = () => {
      failures = 0;
      listener.onStatus('open');
    };
    fresh.onmessage = (event) => receive(JSON.parse(String(event.data)) as Change);
    fresh.onclose = () => {
      listener.onStatus('lost');
      for (const answer of [...waiting.values()]) answer({ ok: false, error: 'sandbox_unreachable' });
      failures += 1;
      setTimeout(open, Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures));
    };
  };
  listener.onStatus('connecting');
  open();
  return { send: (as, deed) => sendAct(() => socket, waiting, { ...deed, as, id: crypto.randomUUID() }) };
}

function sendAct(
  current: () => WebSocket | null,
  waiting: Map<string, (answer: Answer) => void>,
  act: Act,
): Promise<Answer> {
  const socket = current();
  if (socket === null || socket.readyState !== WebSocket.OPEN) {
    return Promise.resolve({ ok: false, error: 'sandbox_unreachable' });
  }
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle({ ok: false, error: 'no_answer' }), ANSWER_WITHIN_MS);
    const settle = (answer: Answer): void => {
      clearTimeout(timer);
      waiting.delete(act.id);
      resolve(answer);
    };
    waiting.set(act.id, settle);
    socket.send(JSON.stringify(act));
  });
}
