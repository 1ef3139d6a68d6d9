import { type Answer, type Call, FaultyServer } from '#test/support/forges/faulty-server.ts';
import { OpenapiContract } from '#test/support/forges/openapi-contract.ts';
import { GithubAssets } from './github-assets.ts';
import { type GithubPullRequest, graphqlOfGithub } from './graphql-of-github.ts';

type Stored = {
  id: number;
  tag_name: string;
  name: string;
  body: string;
  draft: boolean;
  prerelease: boolean;
  make_latest?: string;
  discussion_category_name?: string;
};

const contract = new OpenapiContract('test/support/forges/github-openapi.json');

/**
 * What Fairlead needs of GitHub, on one repository, `shop/shop`: releases, their files, pull requests. Each call and each answer is checked
 * against GitHub's published OpenAPI description; what that does not tell, such as burnt names, is as its documentation says.
 */
export class GithubServer extends FaultyServer {
  readonly releases: Stored[] = [];
  readonly assets = new GithubAssets();
  readonly tags = new Set<string>();
  /** Names of tags that an immutable release once had. */
  readonly burnt = new Set<string>();
  readonly discussions: string[] = [];
  readonly pullRequests: GithubPullRequest[] = [];
  /** The one token it lets in. */
  token = 'good';
  push = true;
  scopes: string | null = 'repo';
  login: string | null = 'fairlead-bot';
  /** `/api/v3` for an enterprise server. */
  root = '';
  #ids = 100;

  constructor() {
    super((call) => this.#answered(call));
  }

  add(release: Partial<Stored> & { readonly tag_name: string }): Stored {
    this.#ids += 1;
    const stored = { id: this.#ids, name: '', body: '', draft: false, prerelease: false, ...release };
    this.releases.unshift(stored);
    return stored;
  }

  async #answered(call: Call): Promise<Answer> {
    if (call.headers.authorization !== `token ${this.token}`) return refusal(401, 'Bad credentials');
    if (!String(call.headers.accept).match(/application\/(vnd\.github|octet-stream)/)) return refusal(415, 'Accept');
    const graphql = this.root === '' ? '/graphql' : '/api/graphql';
    if (call.path === graphql) return graphqlOfGithub(call.body.toString(), this.pullRequests);
    const path = call.path.replace(new RegExp(`^(${this.root}|/api/uploads)`), '');
    const described = { ...call, path };
    const wrong = contract.problemsWithCall(described);
    this.violations.push(...wrong.map((what) => `${call.method} ${path}: ${what}`));
    const answer = this.#route(described);
    const problems = Buffer.isBuffer(answer.body)
      ? []
      : contract.problemsWithAnswer(described, answer.status, asDescribed(answer.body));
    this.violations.push(...problems.map((what) => `${call.method} ${path}: ${what}`));
    return answer;
  }

  #route(call: Call): Answer {
    if (call.path === '/user') {
      return this.login === null
        ? refusal(403, 'Resource not accessible by integration')
        : { status: 200, body: contract.sample('private-user', { login: this.login }) };
    }
    const [, rest] = /^\/repos\/shop\/shop(\/.*)?$/.exec(decodeURIComponent(call.path)) ?? [null, null];
    if (rest === null) return notFound;
    const text = call.body.toString();
    const [, asset] = /^\/releases\/assets\/(\d+)$/.exec(rest ?? '') ?? [];
    if (asset !== undefined)
      return call.method === 'GET' ? this.assets.content(Number(asset)) : this.assets.remove(Number(asset));
    const [, release] = /^\/releases\/(\d+)\/assets$/.exec(rest ?? '') ?? [];
    if (release !== undefined)
      return this.assets.add(Number(release), call.query.get('name') ?? '', call.body, (one) => this.#asset(one));
    return this.#repository(`${call.method} ${rest ?? ''}`, call.query, text);
  }

  #repository(call: string, query: URLSearchParams, text: string): Answer {
    if (call === 'GET ') {
      const headers = this.scopes === null ? {} : { 'x-oauth-scopes': this.scopes };
      const permissions = { admin: false, push: this.push, pull: true };
      return { status: 200, body: contract.sample('full-repository', { private: true, permissions }), headers };
    }
    if (call === 'GET /releases') {
      const size = Number(query.get('per_page') ?? 30);
      const page = Number(query.get('page') ?? 1);
      const seen = this.releases.filter((release) => this.push || !release.draft);
      return { status: 200, body: seen.slice((page - 1) * size, page * size).map((release) => this.#shown(release)) };
    }
    if (call === 'POST /releases/generate-notes') return this.#notes(text);
    if (call === 'POST /releases') return this.#create(text);
    const [, tag] = /^GET \/releases\/tags\/(.+)$/.exec(call) ?? [];
    if (tag !== undefined) return this.#found(this.releases.find((one) => one.tag_name === tag && !one.draft));
    const [, ref] = /^GET \/git\/ref\/tags\/(.+)$/.exec(call) ?? [];
    if (ref !== undefined) return this.tags.has(ref) ? { status: 200, body: refOf(ref) } : notFound;
    const [method, id] = /^(?:GET|PATCH) \/releases\/(\d+)$/.exec(call)?.slice(0, 2) ?? [];
    const stored = this.releases.find((one) => one.id === Number(id));
    if (method === undefined || stored === undefined) return notFound;
    return call.startsWith('GET') ? this.#found(stored) : this.#update(stored, JSON.parse(text) as Partial<Stored>);
  }

  #create(text: string): Answer {
    if (!this.push) return refusal(403, 'Resource not accessible by personal access token');
    const fields = JSON.parse(text) as Partial<Stored> & { readonly tag_name: string };
    if ((fields.body ?? '').length > 125_000) return invalid({ resource: 'Release', code: 'too_long', field: 'body' });
    const refused = fields.draft === true ? null : this.#publishing({ ...fields, id: 0 });
    if (refused !== null) return refused;
    return { status: 201, body: this.#shown(this.add(fields)) };
  }

  #update(stored: Stored, fields: Partial<Stored>): Answer {
    const after = { ...stored, ...fields };
    const refused = stored.draft && fields.draft === false ? this.#publishing(after) : null;
    if (refused !== null) return refused;
    Object.assign(stored, fields);
    return { status: 200, body: this.#shown(stored) };
  }

  /** What GitHub asks of a release that becomes public. Only then are names that an immutable release had refused. */
  #publishing(release: Partial<Stored> & { readonly id: number; readonly tag_name: string }): Answer | null {
    const about = { resource: 'Release', field: 'tag_name' };
    if (this.burnt.has(release.tag_name)) {
      return invalid({ ...about, code: 'custom', message: 'tag_name was used by an immutable release' });
    }
    const others = this.releases.filter((one) => one.tag_name === release.tag_name && !one.draft);
    if (others.some((one) => one.id !== release.id)) return invalid({ ...about, code: 'already_exists' });
    if (!this.tags.has(release.tag_name)) this.violations.push(`GitHub had to make the tag ${release.tag_name}`);
    if (release.prerelease === true && release.make_latest === 'true') {
      return invalid({ ...about, code: 'custom', message: 'Latest release cannot be draft or prerelease' });
    }
    if (release.discussion_category_name !== undefined) this.discussions.push(release.tag_name);
    return null;
  }

  #notes(text: string): Answer {
    const { tag_name: tag, previous_tag_name: previous } = JSON.parse(text) as Record<string, string>;
    const body = `## What's Changed\n\n**Full Changelog**: ${previous ?? 'all'}...${tag}`;
    return { status: 200, body: { name: tag, body } };
  }

  #found(release: Stored | undefined): Answer {
    return release === undefined ? notFound : { status: 200, body: this.#shown(release) };
  }

  #shown({ make_latest: _latest, discussion_category_name: _category, ...release }: Stored): object {
    return contract.sample('release', {
      ...release,
      author: contract.sample('simple-user'),
      html_url: `https://github.com/shop/shop/releases/tag/${release.tag_name}`,
      upload_url: `${this.url}${this.root === '' ? '' : '/api/uploads'}/repos/shop/shop/releases/${release.id}/assets{?name,label}`,
      assets: this.assets.of(release.id).map((asset) => this.#asset(asset)),
    });
  }

  #asset(fields: Readonly<Record<string, unknown>>): object {
    return contract.sample('release-asset', fields);
  }
}

const notFound = refusal(404, 'Not Found');

/** GitHub's prose tells of the state `starter`, its schema calls it `open`. */
function asDescribed(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body ?? null).replaceAll('"state":"starter"', '"state":"open"'));
}

function refOf(ref: string): object {
  const object = { type: 'commit', sha: '0'.repeat(40), url: '' };
  return { ref: `refs/tags/${ref}`, node_id: '', url: '', object };
}

function refusal(status: number, message: string): Answer {
  return { status, body: { message, documentation_url: '' } };
}

function invalid(problem: Readonly<Record<string, string>>): Answer {
  return { status: 422, body: { message: 'Validation Failed', documentation_url: '', errors: [problem] } };
}
