import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { ActAnswer } from '../acts/act-room.ts';
import type { Act, Change, Picture } from '../client-api.ts';
import type { Changes } from '../workspace/changes.ts';

/** What one page needs. */
export type PageRoom = {
  readonly changes: Changes;
  readonly picture: () => Promise<Picture>;
  readonly act: (act: Act) => Promise<ActAnswer>;
};

const text = z.string().max(40_000);
const state = z.record(z.string(), z.unknown());
const who = { id: text, as: text };
const container = z.discriminatedUnion('type', [
  z.object({ type: z.literal('message'), channel: text, ts: text }),
  z.object({ type: z.literal('view'), viewId: text }),
  z.object({ type: z.literal('home') }),
]);
const ActMessage: z.ZodType<Act> = z.discriminatedUnion('type', [
  z.object({ ...who, type: z.literal('say'), channel: text, text, thread_ts: text.exactOptional() }),
  z.object({ ...who, type: z.literal('command'), channel: text, command: text, text }),
  z.object({
    ...who,
    type: z.literal('block_action'),
    container,
    block_id: text,
    action_id: text,
    action: state,
    state: state.exactOptional(),
  }),
  z.object({ ...who, type: z.literal('view_submit'), viewId: text, state }),
  z.object({ ...who, type: z.literal('view_close'), viewId: text }),
  z.object({ ...who, type: z.literal('open_home') }),
  z.object({ ...who, type: z.literal('push_change'), change: text }),
]);

/** Serves one page: the whole picture first, then every change; each act is answered by its id. */
export async function serveClient(socket: WebSocket, room: PageRoom): Promise<void> {
  const send = (change: Change) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(change));
  };
  const early: Change[] = [];
  let isShown = false;
  const unwatch = room.changes.watch((change) => (isShown ? send(change) : early.push(change)));
  socket.on('close', unwatch);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data) => void answer(data.toString(), room, send));
  send({ type: 'hello', picture: await room.picture() });
  isShown = true;
  for (const change of early) send(change);
}

async function answer(data: string, room: PageRoom, send: (change: Change) => void): Promise<void> {
  const act = ActMessage.safeParse(parsed(data));
  if (!act.success) {
    send({ type: 'answer', id: '', ok: false, error: z.prettifyError(act.error) });
    return;
  }
  try {
    send({ type: 'answer', id: act.data.id, ...(await room.act(act.data)) });
  } catch (error) {
    console.error('sandbox: an act failed', error);
    send({ type: 'answer', id: act.data.id, ok: false, error: 'The sandbox could not do this. Its log says why.' });
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
