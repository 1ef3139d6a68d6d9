import type { Deployment, DeploymentRequest } from './deployer-protocol.ts';
import type { DeploymentJournal, JournalEntry } from './deployment-journal.ts';

/** One recorded deployment: what was asked for, and how far it is. */
export type LedgerItem = { readonly key: string; readonly request: DeploymentRequest; readonly deployment: Deployment };

/** One change of what runs that was really carried out, under the key it was asked for with. */
export type DeploymentEffect = DeploymentRequest & { readonly key: string; readonly at: string };

export type DeploymentLedger = {
  readonly find: (key: string) => LedgerItem | null;
  /** Records a deployment under a new key; it outlives the process once this returns. */
  readonly record: (key: string, request: DeploymentRequest) => LedgerItem;
  readonly begin: (key: string) => void;
  /** Notes that the change of what runs was carried out. */
  readonly affect: (key: string) => void;
  readonly finish: (key: string, status: 'success' | 'failure', description?: string) => void;
  /** Every deployment that has not ended, oldest first. */
  readonly unfinished: () => readonly LedgerItem[];
  /** Every effect, oldest first; a key that stands here twice was carried out twice. */
  readonly effects: () => readonly DeploymentEffect[];
};

/** The deployments of a journal, those of its past included; every change is written before it is seen. */
export function createDeploymentLedger(journal: DeploymentJournal): DeploymentLedger {
  const items = new Map<string, LedgerItem>();
  const effects: DeploymentEffect[] = [];

  const apply = (entry: JournalEntry): void => {
    const item = entry.type === 'recorded' ? recorded(entry) : items.get(entry.key);
    if (!item) return;
    if (entry.type === 'effect') effects.push({ ...item.request, key: entry.key, at: entry.at });
    items.set(entry.key, entry.type === 'finished' ? { ...item, deployment: ended(item.deployment, entry) } : item);
  };

  const write = (entry: JournalEntry): void => {
    journal.append(entry);
    apply(entry);
  };

  journal.past.forEach(apply);

  return {
    find: (key) => items.get(key) ?? null,
    record: (key, request) => {
      const entry = { type: 'recorded', key, id: `d-${items.size + 1}`, request, at: time() } as const;
      write(entry);
      return recorded(entry);
    },
    begin: (key) => {
      const item = items.get(key);
      if (item) items.set(key, { ...item, deployment: { ...item.deployment, status: 'in_progress' } });
    },
    affect: (key) => write({ type: 'effect', key, at: time() }),
    finish: (key, status, description) =>
      write({ type: 'finished', key, status, at: time(), ...(description ? { description } : {}) }),
    unfinished: () => [...items.values()].filter(({ deployment }) => deployment.finishedAt === undefined),
    effects: () => [...effects],
  };
}

function recorded({ key, id, request, at }: Extract<JournalEntry, { type: 'recorded' }>): LedgerItem {
  const { service, environment, version, kind, stage } = request;
  const what = { id, service, environment, version, kind, ...(stage === undefined ? {} : { stage }) };
  return { key, request, deployment: { ...what, status: 'queued', startedAt: at } };
}

function ended(deployment: Deployment, entry: Extract<JournalEntry, { type: 'finished' }>): Deployment {
  const { status, description, at } = entry;
  return { ...deployment, status, finishedAt: at, ...(description ? { description } : {}) };
}

function time(): string {
  return new Date().toISOString();
}
