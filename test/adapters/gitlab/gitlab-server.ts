import { sha256 } from '#test/support/forges/asset-content.ts';
import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';

type Link = { readonly name: string; readonly url: string; readonly direct_asset_path?: string };
type Stored = { readonly tag_name: string; name: string; description: string; readonly links: readonly Link[] };
type File = { readonly id: number; readonly package_id: number; readonly file_name: string; readonly content: Buffer };
type Package = { readonly id: number; readonly name: string; readonly version: string };

export type GitlabMergeRequest = {
  readonly iid: number;
  readonly title: string;
  readonly description: string | null;
  readonly merged_at: string | null;
  readonly merge_commit_sha: string | null;
  readonly labels: readonly string[];
  readonly username: string;
  /** The commits it has. */
  readonly commits: readonly string[];
};

const contract = new OpenapiContract('test/support/forges/gitlab-api.json');

/**
 * What Fairlead needs of GitLab, on one project, `group/sub/shop`: releases, the package registry, merge requests. Each call and each answer is
 * checked against `gitlab-api.json`, which was written from GitLab's documentation.
 */
export class GitlabServer extends FaultyServer {
  readonly releases: Stored[] = [];
  readonly packages: Package[] = [];
  readonly files: File[] = [];
  readonly tags = new Set<string>();
  readonly mergeRequests: GitlabMergeRequest[] = [];
  token = 'good';
  scopes: readonly string[] = ['api'];
  access = 30;
  archived = false;
  /** False for tokens that cannot be asked about themselves. */
  knowsToken = true;
  /** Spoils what is stored next, as a broken disk would. */
  spoils = false;
  readonly #username = 'fairlead-bot';

  constructor() {
    super((call) => this.#answered(call));
  }

  #answered(call: Call): Answer {
    if (call.headers['private-token'] !== this.token) return said(401, '401 Unauthorized');
    const described = { ...call, path: call.path.replace(/^(\/gitlab)?\/api\/v4/, '') };
    const wrong = contract.problemsWithCall(described);
    const answer = this.#route(described);
    const problems = contract.problemsWithAnswer(described, answer.status, answer.body);
    this.violations.push(...[...wrong, ...problems].map((what) => `${call.method} ${call.path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    if (call.path === '/user') {
      return { status: 200, body: contract.sample('current-user', { username: this.#username }) };
    }
    if (call.path === '/personal_access_tokens/self') {
      return this.knowsToken ? { status: 200, body: contract.sample('token', { scopes: this.scopes }) } : notFound;
    }
    const [, rest] = /^\/projects\/group%2Fsub%2Fshop(\/.*)?$/.exec(call.path) ?? [null, null];
    if (rest === null) return said(404, '404 Project Not Found');
    const parts = (rest ?? '').split('/').slice(1).map(decodeURIComponent);
    switch (parts[0]) {
      case undefined:
        return this.#project();
      case 'repository':
        return parts[1] === 'tags' ? this.#tag(parts[2] ?? '') : this.#ofCommit(parts[2] ?? '');
      case 'merge_requests':
        return this.#listed(call.query.getAll('iids[]').map(Number));
      case 'releases':
        return this.#release(call, parts[1]);
      case 'packages':
        return this.#package(call, parts.slice(1));
      default:
        return notFound;
    }
  }

  #project(): Answer {
    const permissions = {
      project_access: null,
      group_access: { access_level: this.access, notification_level: 3 },
    };
    return { status: 200, body: contract.sample('project', { archived: this.archived, permissions }) };
  }

  #tag(name: string): Answer {
    return this.tags.has(name)
      ? { status: 200, body: contract.sample('tag', { name }) }
      : said(404, '404 Tag Not Found');
  }

  #release({ body, method }: Call, tag: string | undefined): Answer {
    if (method === 'POST') return this.#create(JSON.parse(body.toString()) as Record<string, unknown>);
    const stored = this.releases.find((one) => one.tag_name === tag);
    if (stored === undefined) return notFound;
    if (method === 'PUT') Object.assign(stored, JSON.parse(body.toString()));
    return { status: 200, body: this.#shown(stored) };
  }

  #create(fields: Record<string, unknown>): Answer {
    const tag = String(fields.tag_name);
    if (this.releases.some((one) => one.tag_name === tag)) return said(409, 'Release already exists');
    if (!this.tags.has(tag)) return said(422, 'Ref is not specified');
    const { links = [] } = (fields.assets ?? {}) as { readonly links?: readonly Link[] };
    const stored = { tag_name: tag, name: String(fields.name), description: String(fields.description), links };
    this.releases.push(stored);
    return { status: 201, body: this.#shown(stored) };
  }

  #shown({ links, ...release }: Stored): object {
    const self = `https://gitlab.com/group/sub/shop/-/releases/${release.tag_name}`;
    const shown = links.map(({ name, url }, id) =>
      contract.sample('release-link', { id, name, url, link_type: 'package' }),
    );
    const assets = { count: 4 + links.length, sources: [], links: shown };
    const author = contract.sample('user-basic');
    return contract.sample('release', { ...release, author, assets, _links: { self, edit_url: `${self}/edit` } });
  }

  #package(call: Call, [first, ...rest]: readonly string[]): Answer {
    if (first === undefined) {
      const { name, version } = { name: call.query.get('package_name'), version: call.query.get('package_version') };
      const found = this.packages.filter((one) => one.name.includes(name ?? '') && one.version === version);
      return { status: 200, body: found.map((one) => contract.sample('package', { ...one, package_type: 'generic' })) };
    }
    if (first === 'generic') return this.#upload(rest, call.body);
    const file = this.files.findIndex((one) => one.package_id === Number(first) && one.id === Number(rest[1]));
    if (call.method === 'DELETE') {
      this.files.splice(file, 1);
      return { status: 204, body: null };
    }
    return paged(call, this.files.filter((one) => one.package_id === Number(first)).map(fileOf), this.url);
  }

  /** GitLab takes a name twice, as another version of the same file. */
  #upload([name = '', version = '', file_name = '']: readonly string[], body: Buffer): Answer {
    const known = this.packages.find((one) => one.name === name && one.version === version);
    const { id: package_id } = known ?? { id: this.packages.length + 1 };
    if (known === undefined) this.packages.push({ id: package_id, name, version });
    const content = this.spoils ? Buffer.from(body.map((byte) => byte ^ 1)) : body;
    this.spoils = false;
    const file = { id: this.files.length + 10, package_id, file_name, content };
    this.files.push(file);
    return { status: 201, body: fileOf(file) };
  }

  #listed(iids: readonly number[]): Answer {
    const found = this.mergeRequests.filter((one) => iids.includes(one.iid));
    return { status: 200, body: found.map((one) => this.#mergeRequest(one)) };
  }

  #ofCommit(sha: string): Answer {
    if (sha.startsWith('0000')) return said(404, '404 Commit Not Found');
    const found = this.mergeRequests.filter((one) => one.commits.includes(sha));
    return { status: 200, body: found.map((one) => this.#mergeRequest(one)) };
  }

  #mergeRequest({ commits: _commits, username, ...fields }: GitlabMergeRequest): object {
    return contract.sample('merge-request', {
      ...fields,
      state: fields.merged_at === null ? 'opened' : 'merged',
      author: contract.sample('user-basic', { username }),
      web_url: `https://gitlab.com/group/sub/shop/-/merge_requests/${fields.iid}`,
    });
  }
}

const notFound = said(404, '404 Not Found');

function said(status: number, message: string): Answer {
  return { status, body: { message } };
}

function fileOf({ content, ...file }: File): object {
  return contract.sample('package-file', { ...file, size: content.length, file_sha256: sha256(content) });
}

/** Twenty a page, the next one named in a Link header. */
function paged(call: Call, list: readonly object[], origin: string): Answer {
  const page = Number(call.query.get('page') ?? 1);
  const size = Number(call.query.get('per_page') ?? 20);
  const next = `<${origin}${call.path}?page=${page + 1}&per_page=${size}>; rel="next"`;
  const headers = list.length > page * size ? { headers: { link: next } } : {};
  return { status: 200, body: list.slice((page - 1) * size, page * size), ...headers };
}
