import { sha256 } from '#test/support/forges/asset-content.ts';
import type { Answer } from '#test/support/forges/faulty-server.ts';

type Asset = { readonly id: number; readonly release: number; readonly name: string; state: string; content: Buffer };

/** The files of releases as GitHub keeps them: a name is taken once, and a broken upload leaves an empty file in the state `starter`. */
export class GithubAssets {
  readonly stored: Asset[] = [];
  /** Names of the files that were taken whole, in order: one that stands here twice was sent twice. */
  readonly taken: string[] = [];
  /** How many uploads from now on break in the middle. */
  breaking = 0;
  /** False for a server that does not tell digests. */
  digests = true;
  /** Spoils what is stored next, as a broken disk would. */
  spoils = false;

  of(release: number): readonly Readonly<Record<string, unknown>>[] {
    return this.stored.filter((asset) => asset.release === release).map((asset) => this.#shown(asset));
  }

  add(
    release: number,
    asked: string,
    content: Buffer,
    shown: (fields: Readonly<Record<string, unknown>>) => object,
  ): Answer {
    const name = asked.replace(/[^\w.+-]+/g, '.').replace(/^\.+|\.+$/g, '');
    if (this.stored.some((asset) => asset.release === release && asset.name === name)) {
      const errors = [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }];
      return { status: 422, body: { message: 'Validation Failed', documentation_url: '', errors } };
    }
    const isBroken = this.breaking > 0;
    this.breaking = Math.max(0, this.breaking - 1);
    const kept = isBroken ? Buffer.alloc(0) : this.spoils ? Buffer.from(content.map((byte) => byte ^ 1)) : content;
    this.spoils = false;
    const id = 1_000 + this.taken.length + this.stored.length;
    const asset = { id, release, name, state: isBroken ? 'starter' : 'uploaded', content: kept };
    this.stored.push(asset);
    if (isBroken) return { status: 502, body: { message: 'Bad Gateway' } };
    this.taken.push(name);
    return { status: 201, body: shown(this.#shown(asset)) };
  }

  content(id: number): Answer {
    const found = this.stored.find((asset) => asset.id === id);
    return found === undefined ? missing : { status: 200, body: found.content };
  }

  remove(id: number): Answer {
    const at = this.stored.findIndex((asset) => asset.id === id);
    if (at < 0) return missing;
    this.stored.splice(at, 1);
    return { status: 204, body: null };
  }

  #shown({ content, id, name, state }: Asset): Readonly<Record<string, unknown>> {
    const digest = this.digests && state === 'uploaded' ? `sha256:${sha256(content)}` : null;
    const browser_download_url = `https://github.com/shop/shop/releases/download/${name}`;
    return { id, name, state, size: content.length, digest, browser_download_url };
  }
}

const missing: Answer = { status: 404, body: { message: 'Not Found', documentation_url: '' } };
