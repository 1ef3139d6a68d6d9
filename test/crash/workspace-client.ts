import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Change, Message, ModalView } from '../../sandbox/slack/client-api.ts';
import type { ActInput } from '../../sandbox/slack/slack-options.ts';

type Answer = Extract<Change, { type: 'answer' }>;

/** The browser page of the sandbox's workspace without the browser: what people see, and what they do. */
export type WorkspaceClient = {
  act(act: ActInput): Promise<{ readonly ok: boolean; readonly error?: string }>;
  /** Every message, those for one person only included. */
  messages(): readonly Message[];
  modals(): readonly ModalView[];
  close(): void;
};

const answerWithin = 60_000;

/** Connects as the page does and resolves once the whole picture is there. */
export async function openWorkspace(slackUrl: string): Promise<WorkspaceClient> {
  const socket = new WebSocket(`${slackUrl.replace('http', 'ws')}/client`);
  const messages = new Map<string, Message>();
  const modals = new Map<string, ModalView>();
  const waiting = new Map<string, (answer: Answer) => void>();
  let count = 0;
  const hello = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (data) => {
      const change = JSON.parse(data.toString()) as Change;
      if (change.type === 'answer') waiting.get(change.id)?.(change);
      else keep(messages, modals, change);
      if (change.type === 'hello') resolve();
    });
  });
  await hello;
  return {
    messages: () => [...messages.values()],
    modals: () => [...modals.values()],
    close: () => socket.terminate(),
    async act(act) {
      count += 1;
      const id = `act-${count}`;
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ ...act, id }));
      const late: Answer = { type: 'answer', id, ok: false, error: 'The sandbox did not answer.' };
      return Promise.race([answer, sleep(answerWithin, late, { ref: false })]);
    },
  };
}

function keep(messages: Map<string, Message>, modals: Map<string, ModalView>, change: Change): void {
  switch (change.type) {
    case 'hello':
      for (const message of change.picture.messages) messages.set(`${message.channel}/${message.ts}`, message);
      for (const modal of change.picture.modals) modals.set(modal.id, modal);
      return;
    case 'message':
      messages.set(`${change.message.channel}/${change.message.ts}`, change.message);
      return;
    case 'message_deleted':
      messages.delete(`${change.channel}/${change.ts}`);
      return;
    case 'modal_opened':
    case 'modal_updated':
      modals.set(change.modal.id, change.modal);
      return;
    case 'modal_closed':
      modals.delete(change.id);
      return;
    default:
      return;
  }
}
