import { ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { LogStore } from '#ports/log-store.ts';
import type { ProjectLog } from '../project-log.ts';
import { releaseLogName } from '../release-log.ts';
import type { Check } from './check.ts';

/** Releases of each project whose logs are read. */
const newest = 20;

export type LogCheckPorts = {
  readonly store: Pick<LogStore, 'read'> & { rebuildIndex(): Promise<number> };
  readonly projects: ProjectLog;
};

/** Reads the logs of the projects and of their newest releases, each checked against its hash chain, and lists logs that were unlisted. */
export function checkLogs(ports: LogCheckPorts, projects: readonly string[]): readonly Check[] {
  return [
    { name: 'log index', run: async () => indexVerdict(await ports.store.rebuildIndex()) },
    ...projects.map((project) => ({ name: `logs ${project}`, run: () => readLogs(ports, project) })),
  ];
}

function indexVerdict(added: number): Verdict {
  if (added === 0) return ok('Every log is listed.');
  const logs = added === 1 ? 'One log was' : `${added} logs were`;
  return warning(`${logs} missing from the list of logs. It is complete again.`);
}

async function readLogs({ projects, store }: LogCheckPorts, project: string): Promise<Verdict> {
  const { releases } = await projects.get(project);
  const names = [`project/${project}`, ...releases.slice(-newest).map(({ id }) => releaseLogName(id))];
  let events = 0;
  for (const name of names) events += (await store.read(name)).length;
  return ok(`${names.length} ${names.length === 1 ? 'log' : 'logs'} read, ${events} events, every hash chain whole.`);
}
