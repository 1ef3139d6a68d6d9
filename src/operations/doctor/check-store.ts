import { couldNotCheck, failed, ok, type Verdict, warning } from '#domain/doctor/finding.ts';
import type { InspectStore, StoreLook } from '#ports/store-inspection.ts';
import type { Check } from './check.ts';

/** Redis is there, recent enough and set up so that nothing acknowledged is lost. Of several servers the worst one speaks. */
export function checkStore(inspect: InspectStore): readonly Check[] {
  let looks: readonly StoreLook[] | null = null;
  const each = (name: string, judge: (look: StoreLook) => Verdict): Check => ({
    name,
    run: async () => (looks === null ? couldNotCheck('Redis cannot be reached.') : worst(looks.map(judge))),
  });
  const reach: Check = {
    name: 'redis',
    async run() {
      looks = await inspect();
      return worst(looks.map((look) => versionVerdict(look, looks?.length ?? 1)));
    },
  };
  return [
    reach,
    each('redis maxmemory-policy', evictionVerdict),
    each('redis appendonly', appendonlyVerdict),
    each('redis appendfsync', appendfsyncVerdict),
    each('redis cluster', clusterVerdict),
  ];
}

const severity: readonly Verdict['status'][] = ['failed', 'warning', 'could_not_check', 'ok'];

function worst(verdicts: readonly Verdict[]): Verdict {
  const [first] = [...verdicts].sort((one, other) => severity.indexOf(one.status) - severity.indexOf(other.status));
  return first ?? couldNotCheck('No server that takes writes was found.');
}

function versionVerdict({ product, version, commandsOf }: StoreLook, count: number): Verdict {
  const [major = 0, minor = 0] = commandsOf.split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2)) {
    return failed(`${product} ${version} is too old.`, 'Use Redis or Valkey 6.2 or later.');
  }
  return ok(count === 1 ? `${product} ${version} answers.` : `${product} ${version} answers on ${count} nodes.`);
}

function evictionVerdict({ maxmemoryPolicy }: StoreLook): Verdict {
  if (maxmemoryPolicy === null) return untold('maxmemory-policy is noeviction');
  if (maxmemoryPolicy === 'noeviction') return ok('It is noeviction.');
  return failed(
    `It is ${maxmemoryPolicy}: a full Redis would throw jobs and releases away.`,
    'Set maxmemory-policy to noeviction.',
  );
}

function appendonlyVerdict({ appendonly }: StoreLook): Verdict {
  if (appendonly === null) return untold('appendonly is yes');
  if (appendonly === 'yes') return ok('It is yes.');
  return failed(`It is ${appendonly}: a restart would lose releases.`, 'Set appendonly to yes.');
}

function appendfsyncVerdict({ appendfsync, appendonly }: StoreLook): Verdict {
  if (appendfsync === null) return untold('appendfsync is always');
  if (appendonly === 'no') return couldNotCheck('It has no effect while appendonly is no.');
  if (appendfsync === 'always') return ok('It is always.');
  const says = `It is ${appendfsync}: acknowledged events may be lost in a crash.`;
  const next = 'Set appendfsync to always.';
  return appendfsync === 'everysec' ? warning(says, next) : failed(says, next);
}

function clusterVerdict({ cluster }: StoreLook): Verdict {
  if (cluster === null) return ok('It is a single server.');
  if (cluster === 'ok') return ok('Its state is ok.');
  return failed(`Its state is ${cluster}.`, 'Ask `redis-cli cluster info`; every slot needs a node that answers.');
}

function untold(what: string): Verdict {
  return couldNotCheck('The server does not tell its settings.', `Look there yourself whether ${what}.`);
}
