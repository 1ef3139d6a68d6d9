import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Cuts the endpoints that Fairlead calls out of GitHub's published OpenAPI description, which is 13 MB:
 * `node dist/test/support/forges/cut-github-openapi.js node_modules/@octokit/openapi/generated/api.github.com.json`, after
 * `npm i --no-save @octokit/openapi`.
 */
const kept: Readonly<Record<string, readonly string[]>> = {
  '/user': ['get'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/git/ref/{ref}': ['get'],
  '/repos/{owner}/{repo}/releases': ['get', 'post'],
  '/repos/{owner}/{repo}/releases/tags/{tag}': ['get'],
  '/repos/{owner}/{repo}/releases/generate-notes': ['post'],
  '/repos/{owner}/{repo}/releases/{release_id}': ['get', 'patch'],
  '/repos/{owner}/{repo}/releases/{release_id}/assets': ['post'],
  '/repos/{owner}/{repo}/releases/assets/{asset_id}': ['get', 'delete'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}': ['get'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches': ['post'],
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}/cancel': ['post'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs': ['get'],
  '/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations': ['get'],
  '/repos/{owner}/{repo}/deployments': ['get', 'post'],
  '/repos/{owner}/{repo}/deployments/{deployment_id}/statuses': ['get', 'post'],
};
const prose = new Set(
  'description example examples summary externalDocs x-github x-github-breaking-changes tags title servers headers links'.split(
    ' ',
  ),
);

type Tree = { [key: string]: unknown };

const [path = ''] = process.argv.slice(2);
const whole = JSON.parse(readFileSync(path, 'utf8')) as Tree;
const paths = Object.fromEntries(
  Object.entries(kept).map(([route, methods]) => {
    const operations = at(whole, ['paths', route]);
    return [route, Object.fromEntries(methods.map((method) => [method, withoutProse(operations[method])]))];
  }),
);
const components: Record<string, Tree> = {};
const waiting = referencesIn(paths);
for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
  const [, , kind = '', name = ''] = next.split('/');
  const room = components[kind] ?? {};
  components[kind] = room;
  if (name in room) continue;
  room[name] = withoutProse(at(whole, ['components', kind])[name]);
  waiting.push(...referencesIn(room[name]));
}
const { version } = at(whole, ['info']);
const source = `@octokit/openapi ${String(version)}, generated/api.github.com.json, MIT`;
writeFileSync('test/support/forges/github-openapi.json', `${JSON.stringify({ source, paths, components }, null, 2)}\n`);

function at(tree: Tree, keys: readonly string[]): Tree {
  return keys.reduce((part, key) => part[key] as Tree, tree);
}

/** Prose is left out, except where a property happens to bear such a name. */
function withoutProse(part: unknown, areNames = false): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutProse(each));
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(([key]) => areNames || !prose.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutProse(value, key === 'properties')]));
}

function referencesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => (key === '$ref' ? [String(value)] : referencesIn(value)));
}
