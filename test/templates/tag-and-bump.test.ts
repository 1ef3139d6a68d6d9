import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReleaseId, Sha } from '#domain/ids.ts';
import type { Signature } from '#domain/tagging/signature.ts';
import type { PlacedTag, TagOutcome, TagRefusal } from '#domain/tagging/tag-outcome.ts';
import type {
  PreparedBump,
  VersionBumpOutcome,
  VersionBumpRefusal,
} from '#domain/version-bump/version-bump-outcome.ts';
import { pings } from '#sandbox/slack/pings.ts';
import { tagReleaseReply } from '#templates/replies/tag-release-reply.ts';
import { versionBumpRefused, versionBumpReply } from '#templates/replies/version-bump-reply.ts';
import { signaturePhrase } from '#templates/tagging/signature-phrase.ts';
import { sentence } from '#templates/text/sentence.ts';
import { checkMessage } from '#test/support/check-blocks.ts';
import { hostileText } from './a-hostile-text.ts';

const mira = { kind: 'slack', user: 'U0MIRA' } as const;
const release = ReleaseId.parse('rel-000000000001');
const commit = {
  sha: Sha.parse('a'.repeat(40)),
  subject: 'feat: pay with a saved card',
  committedAt: 1_763_000_000_000,
};
const other = { sha: Sha.parse('b'.repeat(40)), subject: 'fix: on top', committedAt: 1_763_100_000_000 };
const placed: PlacedTag = {
  how: 'made',
  tag: 'v1.5.0',
  commit,
  signature: {
    kind: 'good',
    format: 'ssh',
    signer: 'Fairlead',
    key: 'SHA256:qLHj9aKX+D2kwdDYxDqfW9V4o9f6XI2reUMdlSNPl64',
  },
  isPushed: true,
};
const tagged: Extract<TagOutcome, { kind: 'placed' }> = {
  kind: 'placed',
  project: 'shop',
  version: '1.5.0',
  placed,
  chosenBy: 'branch',
  isSigningAsked: true,
  others: [],
  page: null,
};

describe('a tag', () => {
  it('is told with its commit, who made it and who signed it', () => {
    expect(tagReleaseReply(tagged, mira).text).toMatchInlineSnapshot(
      `"shop v1.5.0 was tagged by <@U0MIRA>. It stands on aaaaaaaaa feat: pay with a saved card of <!date^1763000000^{date_short_pretty} at {time}|2025-11-13 02:13 UTC>, the head of the branch. Good ssh signature by Fairlead (key SHA256:qLHj9aKX+D2kwdDY)."`,
    );
  });

  it('that was there is told as such, though a signature was asked for', () => {
    const found: PlacedTag = { ...placed, how: 'found', signature: { kind: 'unsigned' } };
    expect(tagReleaseReply({ ...tagged, placed: found }, mira).text).toMatchInlineSnapshot(
      `"shop v1.5.0 is there already, on the same commit. It stands on aaaaaaaaa feat: pay with a saved card of <!date^1763000000^{date_short_pretty} at {time}|2025-11-13 02:13 UTC>, the head of the branch. It is not signed. A signature was asked for, but a tag that is there is never replaced."`,
    );
  });

  it('that stays at home says how it is published, and what the files there say', () => {
    const home: PlacedTag = { ...placed, isPushed: false, signature: null };
    const others = [{ path: 'package.json', version: '1.4.2' }];
    expect(tagReleaseReply({ ...tagged, placed: home, others }, null).text).toMatchInlineSnapshot(
      `"shop v1.5.0 was tagged here; git push origin v1.5.0 publishes it. It stands on aaaaaaaaa feat: pay with a saved card of <!date^1763000000^{date_short_pretty} at {time}|2025-11-13 02:13 UTC>, the head of the branch. Mind that there package.json says 1.4.2."`,
    );
  });

  it('has its page and the checksums of its files', () => {
    const files = [{ name: 'shop-1.5.0.tgz', sha256: 'c'.repeat(64) }];
    const page = { kind: 'published', url: 'https://forge.example/shop/releases/v1.5.0', files } as const;
    const words = tagReleaseReply({ ...tagged, page }, mira);
    expect(words.text).toContain('release page');
    expect(JSON.stringify(words.blocks)).toContain('c'.repeat(64));
  });

  it('stands though its page failed', () => {
    const page = { kind: 'failed', why: 'The forge refused the call' } as const;
    expect(tagReleaseReply({ ...tagged, page }, mira).text).toContain(
      'The tag stands, but its page was not published: The forge refused the call.',
    );
  });
});

describe('a signature', () => {
  const said = (signature: Signature) => sentence([signaturePhrase(signature)]);
  it.each<[Signature]>([
    [{ kind: 'unsigned' }],
    [{ kind: 'good', format: 'openpgp', signer: 'Mira <mira@shop.example>', key: 'A'.repeat(40) }],
    [{ kind: 'unknown_key', format: 'ssh', key: 'SHA256:qLHj9aKX+D2kwdDYxDqfW9V4o9f6XI2reUMdlSNPl64' }],
    [{ kind: 'unknown_key', format: 'openpgp', key: '180CB8FA6072FCC5' }],
    [{ kind: 'bad', format: 'openpgp', key: '180CB8FA6072FCC5' }],
    [{ kind: 'lapsed', format: 'openpgp', why: 'revoked_key', signer: 'Mira', key: null }],
    [{ kind: 'unchecked', format: 'openpgp', program: 'gpg' }],
  ])('is told for what it is worth: %j', (signature) => {
    expect(said(signature)).toMatchSnapshot();
  });
});

const tagRefusals: readonly TagRefusal[] = [
  { code: 'unknown_project', project: 'shed', known: ['shop'] },
  { code: 'unknown_service', service: 'shed', known: ['api', 'web'] },
  { code: 'several_versions', units: ['api', 'web'] },
  { code: 'bad_name', tag: 'v1..0', fault: 'two_dots' },
  { code: 'not_permitted', roles: ['release-lead'] },
  { code: 'not_permitted', roles: [] },
  { code: 'release_open', release, version: '1.5.0' },
  { code: 'commit_unknown', name: 'nowhere' },
  { code: 'not_the_released', version: '1.5.0', released: commit, named: other },
  { code: 'branch_missing', branch: 'main' },
  { code: 'no_commit_yet' },
  { code: 'no_key' },
  { code: 'signing_failed', why: 'The tag could not be signed, so there is none.' },
  { code: 'exists_elsewhere', tag: 'v1.5.0', there: commit, wanted: other },
  { code: 'protected', tag: 'v1.5.0', why: 'Cannot create ref due to creations being restricted' },
  { code: 'burnt', tag: 'v1.5.0', why: 'used by an immutable release' },
  { code: 'no_forge' },
  { code: 'no_remote' },
];

describe('a tag that was not made', () => {
  it.each(tagRefusals)('says why and what to do: $code', (refusal) => {
    const { text } = tagReleaseReply({ kind: 'refused', refusal }, mira);
    expect(text).toMatchSnapshot();
    expect(text).toMatch(/^No tag was made\. .*[.?]$/);
  });
});

const bump: PreparedBump = {
  from: '1.4.2',
  to: '1.5.0',
  edits: [{ path: 'VERSION', before: '1.4.2\n', after: '1.5.0\n' }],
  already: ['Chart.yaml'],
  notes: [{ path: 'go.mod', note: 'The module path has to end in /v2.' }],
  skippedTo: '1.4.3',
};

describe('a bump', () => {
  it('that is shown says that nothing was changed, and has its diff in the thread', () => {
    const { files, replies, words } = versionBumpReply({ kind: 'shown', project: 'shop', bump }, null);
    expect(files).toEqual([]);
    expect(words.text).toMatchInlineSnapshot(
      `"shop 1.4.2 → 1.5.0 in VERSION: this is what would change. 1.5.0 leaves versions out; one step further is 1.4.3. Chart.yaml holds it already. Nothing was changed; add --commit true to commit it. The diff is in the thread."`,
    );
    expect(JSON.stringify(replies)).toContain('-1.4.2\\n+1.5.0');
    expect(JSON.stringify(words.blocks)).toContain('The module path has to end in /v2.');
  });

  it('whose diff is too long for a message has it as a file', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`).join('\n');
    const edits = [{ path: 'VERSION', before: `${lines}\n`, after: `${lines.replaceAll('line', 'row')}\n` }];
    const { files, replies } = versionBumpReply({ kind: 'shown', project: 'shop', bump: { ...bump, edits } }, null);
    expect(replies).toEqual([]);
    expect(files).toMatchObject([{ name: 'shop-1.5.0.diff', text: expect.stringContaining('+row 199') }]);
  });

  it('that is committed says where and by whom, and what became of its tag', () => {
    const done = { sha: commit.sha, branch: 'main', isPushed: true };
    const outcome = {
      kind: 'committed',
      project: 'shop',
      bump,
      commit: done,
      tag: { kind: 'placed', placed },
    } as const;
    expect(versionBumpReply(outcome, mira).words.text).toMatchInlineSnapshot(
      `"shop 1.4.2 → 1.5.0 in VERSION: committed on main as aaaaaaaaa by <@U0MIRA>. 1.5.0 leaves versions out; one step further is 1.4.3. Chart.yaml holds it already. v1.5.0 was tagged by <@U0MIRA>. Good ssh signature by Fairlead (key SHA256:qLHj9aKX+D2kwdDY). The diff is in the thread."`,
    );
    const refused = { ...outcome, tag: { kind: 'refused', refusal: { code: 'no_key' } } } as const;
    expect(versionBumpReply(refused, mira).words.text).toContain('It was not tagged. There is no key to sign with.');
  });

  it('that has nothing to do says since when', () => {
    const outcome: VersionBumpOutcome = {
      kind: 'already',
      project: 'shop',
      version: '1.5.0',
      paths: ['VERSION'],
      commit,
      tag: null,
    };
    expect(versionBumpReply(outcome, mira).words.text).toMatchInlineSnapshot(
      `"Nothing is to be changed: VERSION of shop says 1.5.0 already since aaaaaaaaa feat: pay with a saved card of <!date^1763000000^{date_short_pretty} at {time}|2025-11-13 02:13 UTC>."`,
    );
  });
});

const bumpRefusals: readonly VersionBumpRefusal[] = [
  { code: 'unknown_project', project: 'shed', known: ['shop'] },
  { code: 'several_versions', units: ['api', 'web'] },
  { code: 'branch_missing', branch: 'main' },
  { code: 'version_malformed', typed: '1.5', fault: 'missing_part', nearest: '1.5.0' },
  { code: 'tag_exists', version: '1.5.0', nearest: '1.5.1' },
  { code: 'not_greater', version: '1.4.0', current: '1.4.2', nearest: '1.4.3' },
  { code: 'nothing_new', previous: '1.4.2' },
  { code: 'nothing_new', previous: null },
  { code: 'no_version_files' },
  { code: 'no_version', paths: ['package.json'] },
  { code: 'files_missing', paths: ['pom.xml', 'VERSION'] },
  {
    code: 'files_disagree',
    agreement: {
      kind: 'disagree',
      said: [
        { version: '1.4.2', paths: ['package.json', 'VERSION'] },
        { version: '1.3.0', paths: ['Chart.yaml'] },
      ],
      unreadable: [{ path: 'pom.xml', why: 'it is not XML' }],
    },
  },
  {
    code: 'files_invalid',
    problems: [
      { kind: 'missing', path: 'a' },
      { kind: 'mismatch', path: 'b', found: '1.0.0', expected: '1.4.2' },
      { kind: 'invalid', path: 'c', why: 'it is not JSON' },
    ],
  },
  { code: 'not_permitted', roles: ['release-lead', 'tech-lead'] },
  { code: 'release_open', release, version: '1.6.0' },
  { code: 'touches_more', paths: ['README.md'] },
  { code: 'signing_failed', why: 'The tag could not be signed, so there is none.' },
  { code: 'branch_moved', branch: 'main' },
  { code: 'branch_protected', branch: 'main', why: 'GH006: Protected branch update failed' },
  { code: 'uncommitted', paths: ['VERSION'] },
  { code: 'no_commit_yet' },
];

describe('a bump that was not made', () => {
  it.each(bumpRefusals)('says why and what to do: $code', (refusal) => {
    const { text } = versionBumpRefused({ kind: 'refused', refusal });
    expect(text).toMatchSnapshot();
    expect(text).toMatch(/^No file was changed\. .*[.?]$/);
  });
});

it('pings nobody and keeps to Slack’s limits, whatever commits, keys, files and remotes say', () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 3, maxLength: 3 }), ([one = '', two = '', three = '']) => {
      const subject = { ...commit, subject: one };
      const signature: Signature = { kind: 'good', format: 'openpgp', signer: two, key: three };
      const page = { kind: 'failed', why: three } as const;
      const others = [{ path: two, version: one }];
      const tag = { ...tagged, placed: { ...placed, commit: subject, signature }, page, others };
      const file = { path: one, before: `${two}\n`, after: `${three}\n` };
      const change = { ...bump, edits: Array<typeof file>(40).fill(file), notes: [{ path: two, note: three }] };
      const refusal: TagRefusal = { code: 'protected', tag: one, why: two };
      const disagree: VersionBumpRefusal = {
        code: 'files_disagree',
        agreement: {
          kind: 'disagree',
          said: [{ version: one, paths: Array<string>(50).fill(two) }],
          unreadable: [{ path: two, why: three }],
        },
      };
      const messages = [
        tagReleaseReply(tag, null),
        tagReleaseReply({ kind: 'refused', refusal }, null),
        versionBumpReply({ kind: 'shown', project: 'shop', bump: change }, null).words,
        ...versionBumpReply({ kind: 'shown', project: 'shop', bump: change }, null).replies,
        versionBumpRefused({ kind: 'refused', refusal: disagree }),
      ];
      for (const { blocks = [], text } of messages) {
        expect(checkMessage({ text, blocks })).toEqual([]);
        expect(pings({ text, blocks: [...blocks] })).toEqual({ broadcasts: [], groups: [], users: [] });
      }
    }),
    { numRuns: 60 },
  );
});
