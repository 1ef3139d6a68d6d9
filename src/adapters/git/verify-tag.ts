import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signature } from '#domain/tagging/signature.ts';
import type { Git, SigningKey } from '#ports/git.ts';
import { tagRef } from './check-ref.ts';
import type { Mirror } from './mirror.ts';
import { readSignature } from './read-signature.ts';

/** Verifies signed tags with the programs that sign them, gpg and ssh-keygen, through `git verify-tag`. */
export function verifyTag(repository: Pick<Mirror, 'git'>, dataDirectory: string): Pick<Git, 'verifyTag'> {
  return {
    verifyTag: async (name, { allowedSigners, own } = {}) => {
      const ref = tagRef(name);
      const what = `Looking at the signature of ${name}`;
      const kind = await repository.git({ what, args: ['cat-file', '-t', ref], answers: [128] });
      if (kind.code !== 0) return null;
      if (kind.out.toString().trim() !== 'tag') return { kind: 'unsigned' };
      const { out } = await repository.git({ what, args: ['cat-file', 'tag', ref] });
      const marks = out.toString('utf8').match(/^-----BEGIN (SSH|PGP) SIGNATURE-----$/gm);
      if (marks === null) return { kind: 'unsigned' };
      const isSsh = marks.at(-1)?.includes('SSH') === true;
      const check = async (settings: readonly (readonly [string, string])[]): Promise<Signature> => {
        const answer = await repository.git({ what, args: ['verify-tag', '--raw', ref], answers: [1, 128], settings });
        return readSignature(isSsh ? 'ssh' : 'openpgp', answer.out.toString('utf8') + answer.err);
      };
      if (!isSsh) return check([]);
      return withSigners(dataDirectory, allowedSigners, own, (file) => check([['gpg.ssh.allowedSignersFile', file]]));
    },
  };
}

/** Git wants a file even where nobody is allowed; without one it says neither good nor bad. */
async function withSigners<T>(
  dataDirectory: string,
  allowedSigners: string | undefined,
  own: SigningKey | undefined,
  work: (file: string) => Promise<T>,
): Promise<T> {
  const parent = join(dataDirectory, 'tmp');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'signers-'));
  try {
    const file = join(folder, 'allowed');
    const listed = allowedSigners === undefined ? '' : await readText(allowedSigners);
    const publicKey = own?.format === 'ssh' ? await publicKeyOf(own.key) : null;
    const ours = publicKey === null ? '' : `Fairlead namespaces="git" ${publicKey}\n`;
    await writeFile(file, `${listed.trimEnd()}\n${ours}`);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The public half of the configured key: itself, the file named, or the one beside a private key. */
async function publicKeyOf(key: string): Promise<string | null> {
  const shape = /^(?:ssh|ecdsa|sk)-[\w@.-]+ [A-Za-z0-9+/=]+/;
  for (const text of [key.replace(/^key::/, ''), await readText(key), await readText(`${key}.pub`)]) {
    const found = shape.exec(text);
    if (found !== null) return found[0];
  }
  return null;
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
