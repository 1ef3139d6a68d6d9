import { createHash } from 'node:crypto';

type Source = {
  readonly targetRevision?: string;
  readonly helm?: { readonly parameters?: readonly { readonly name: string; readonly value: string }[] };
  readonly kustomize?: { readonly images?: readonly string[] };
};
type Operation = {
  readonly info: readonly { readonly name: string; readonly value: string }[];
  readonly sync?: { readonly revision?: string; readonly prune?: boolean };
};

/** The parts of a v1alpha1 Application that change. */
export type Application = {
  readonly metadata: { readonly name: string; annotations?: Record<string, string> };
  readonly spec: { readonly source: Source };
  operation?: Operation;
  readonly status: {
    operationState?: {
      readonly operation: Operation;
      readonly startedAt: string;
      phase: string;
      message?: string;
      finishedAt?: string;
      syncResult?: { readonly revision: string; readonly source: Source; readonly resources: readonly object[] };
    };
    reconciledAt?: string;
    health?: { readonly status: string };
    sync?: { readonly status: string; readonly revision: string };
    summary?: { readonly images: readonly string[] };
    history?: { readonly revision: string; readonly source: Source }[];
    resources?: readonly object[];
  };
};

/** An Application that was synced by hand once. */
export function anApplication(name: string, source: Source, more: object = {}): Application {
  const full = { repoURL: 'https://git.example/shop.git', path: 'deploy', targetRevision: 'main', ...source };
  const revision = sha(full.targetRevision);
  return {
    metadata: { name },
    spec: { source: full, ...more },
    status: {
      health: { status: 'Healthy' },
      reconciledAt: new Date().toISOString(),
      sync: { status: 'Synced', revision },
      history: [{ revision, source: full }],
    },
  };
}

/** The operation a sync asks for. */
export function operationOf(
  request: { infos?: Operation['info']; revision?: string; prune?: boolean },
  source: Source,
): Operation {
  const { infos = [], prune = false, revision = source.targetRevision ?? '' } = request;
  return { info: infos, sync: { prune, revision } };
}

/** The commit a revision stands for. */
export function sha(revision: string): string {
  return createHash('sha1').update(revision).digest('hex');
}
