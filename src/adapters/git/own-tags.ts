import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkingCopy } from '#ports/working-copy.ts';
import { asSha } from './as-sha.ts';
import { tagRef } from './check-ref.ts';
import { writeTag } from './make-tag.ts';
import { type OwnGit, ownIdentity, ownSetting } from './own-git.ts';
import { push } from './push.ts';
import { redactAddress } from './redact-address.ts';
import { remoteRefs } from './remote-refs.ts';
import { textOf } from './text-of.ts';
import { verifyTag } from './verify-tag.ts';

type Tags = Pick<WorkingCopy, 'tagged' | 'makeTag' | 'ownKey' | 'verifyTag' | 'pushTag'>;

/** Tags in somebody's own working copy, by their name and with their keys. None is moved or replaced. */
export function ownTags(own: OwnGit): Tags {
  return {
    tagged: async (name) => {
      const args = ['rev-parse', '--verify', '--quiet', `${tagRef(name)}^{commit}`];
      const answer = await own.git({ what: `Reading the tag ${name}`, args, answers: [1, 128] });
      return answer.code === 0 ? asSha(textOf(answer)) : null;
    },
    makeTag: async ({ sign, ...spec }) => {
      const { email, name } = await ownIdentity(own);
      const whole = { ...spec, taggerName: name, taggerEmail: email };
      try {
        await writeTag((call) => own.git(call), sign === null ? whole : { ...whole, sign });
      } catch (error) {
        // Git may have made the tag and not the signature; nobody has seen it, and it is not what was asked for.
        await own.git({
          what: 'Taking the tag back',
          args: ['update-ref', '-d', tagRef(spec.name)],
          answers: [1, 128],
        });
        throw error;
      }
    },
    ownKey: () => ownKey(own),
    verifyTag: async (name, { allowedSigners, own: key }) => {
      const file = allowedSigners ?? (await ownSetting(own, 'gpg.ssh.allowedSignersFile', 'path')) ?? undefined;
      return verifyTag(own, join(tmpdir(), 'fairlead')).verifyTag(name, { allowedSigners: file, own: key });
    },
    pushTag: (name, sha) => pushOwnTag(own, name, sha),
  };
}

/** `user.signingKey`, or for OpenPGP the address of the owner, by which gpg finds a key. An ssh key has to be set. */
async function ownKey(own: OwnGit): ReturnType<Tags['ownKey']> {
  const format = await ownSetting(own, 'gpg.format');
  const key = await ownSetting(own, 'user.signingKey');
  if (format === 'ssh') {
    if (key === null) return null;
    const isLiteral = /^(?:key::|ssh-|ecdsa-|sk-)/.test(key);
    return { format, key: isLiteral ? key : ((await ownSetting(own, 'user.signingKey', 'path')) ?? key) };
  }
  if (format !== null && format !== 'openpgp') return null;
  return { format: 'openpgp', key: key ?? (await ownIdentity(own)).email };
}

async function pushOwnTag(own: OwnGit, name: string, sha: string): ReturnType<Tags['pushTag']> {
  const remotes = textOf(await own.git({ what: 'Listing the remotes', args: ['remote'] })).split('\n');
  const remote = remotes.includes('origin') ? 'origin' : remotes.length === 1 ? remotes[0] : undefined;
  if (remote === undefined || remote === '' || remote.startsWith('-')) return null;
  const address = { url: remote, settings: [], shown: redactAddress(remote), hash: '' };
  const place = { address, git: own.git };
  const standing = async () => {
    const there = await remoteRefs(place).remoteTag(name);
    if (there === null) return null;
    if (there === sha) return { kind: 'already' } as const;
    // Both commits are shown to the owner, and theirs may not be here yet.
    const args = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', remote, tagRef(name)];
    await own.git({ what: `Fetching the tag ${name}`, args });
    return { kind: 'refused', reason: 'exists_elsewhere', sha: there } as const;
  };
  const before = await standing();
  if (before !== null) return before;
  const answer = await push(place, { object: tagRef(name), ref: tagRef(name) });
  if (answer.kind === 'ok') return { kind: 'pushed' };
  const after = await standing();
  if (after !== null) return after;
  return { kind: 'refused', reason: 'protected', sha: null, why: answer.kind === 'forbidden' ? answer.why : '' };
}
