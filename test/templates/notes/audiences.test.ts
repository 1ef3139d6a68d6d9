import { expect, it } from 'vitest';
import type { Audience } from '#domain/notes/audience.ts';
import { notesView } from '#domain/notes/notes-view.ts';
import { createWriteNotes } from '#templates/notes/write-notes.ts';
import { aPullRequest, builtInTemplates, shopFacts, shopSource } from '#test/support/some-notes.ts';

const write = createWriteNotes(builtInTemplates());
const note = `Pays with a card.

\`\`\`release-note
Pay with a card you saved before.
\`\`\`
![The new page](https://shop.example/pay.png)`;

function notesFor(audience: Audience, screenshots = false): string {
  const sha = shopSource.commits[0]?.sha ?? '';
  const facts = shopFacts({ pullRequests: new Map([[sha, aPullRequest(12, note)]]) });
  const view = notesView(facts, { audience, selection: {}, product: 'The Shop', screenshots });
  return write(view, new Map()).markdown;
}

it('tells engineers everything, with scopes, references and a count of what is not listed', () => {
  expect(notesFor('engineers')).toMatchInlineSnapshot(`
    "1 new feature, 2 improvements, 1 fix, 1 security fix, 1 deprecation and 1 breaking change since 1.4.2.

    ## Breaking changes

    - **api:** answer exports page by page

      The export answers 100 rows a page.

      **What to do:** Follow \`next\` until it is empty.

    ## Features

    - **web:** Pay with a card you saved before. ([#9](https://github.com/octo/shop/issues/9) and [#12](https://github.com/octo/shop/pull/12))

    ## Fixes

    - **web:** keep the basket after logging in ([#15](https://github.com/octo/shop/issues/15))

    ## Security

    - **security:** escape the search term

    ## Improvements

    - **api:** search in half the time
    - Tidy up

    ## Deprecated

    - **api:** the first version of the search address

    ## Known issues

    - Cards of one bank are refused at night.

    ## Contributors

    Mira Holm and Priya Nair.

    2 internal changes are not listed.

    [Every commit since 1.4.2](https://github.com/octo/shop/compare/v1.4.2...v1.5.0)
    "
  `);
});

it('tells product what is new, who made it, and what users must act on last', () => {
  expect(notesFor('product')).toMatchInlineSnapshot(`
    "The Shop 1.5.0 has 1 new feature, 2 improvements, 1 fix, 1 security fix, 1 deprecation and 1 breaking change over 1.4.2.

    ## New features

    - Pay with a card you saved before. ([#9](https://github.com/octo/shop/issues/9) and [#12](https://github.com/octo/shop/pull/12))

    ## Improvements

    - Search in half the time
    - Tidy up

    ## Fixes

    - Keep the basket after logging in ([#15](https://github.com/octo/shop/issues/15))

    ## Security

    - Escape the search term

    ## On its way out

    - The first version of the search address

    ## Known issues

    - Cards of one bank are refused at night.

    ## Contributors

    Mira Holm and Priya Nair.

    ## What users must act on

    - Answer exports page by page

      The export answers 100 rows a page.

      **What to do:** Follow \`next\` until it is empty.
    "
  `);
});

it('tells support what was fixed first, and what customers may ask about', () => {
  expect(notesFor('support')).toMatchInlineSnapshot(`
    "The Shop 1.5.0 has 1 new feature, 1 improvement, 1 fix, 1 security fix, 1 deprecation and 1 breaking change. 1 known issue is listed below.

    ## Problems that were fixed

    - Keep the basket after logging in ([#15](https://github.com/octo/shop/issues/15))

    ## Security fixes

    - Escape the search term

    ## New, and likely to be asked about

    - Pay with a card you saved before.

    ## Changed

    - Search in half the time

    ## Soon no longer there

    - The first version of the search address

    ## Known issues

    - Cards of one bank are refused at night.

    ## What customers must change

    - Answer exports page by page

      The export answers 100 rows a page.

      **What to do:** Follow \`next\` until it is empty.
    "
  `);
});

it('tells executives the gist, without numbers of issues or names', () => {
  expect(notesFor('executives')).toMatchInlineSnapshot(`
    "The Shop 1.5.0 delivered 1 new feature and 4 fixes and improvements. 1 change asks customers to act. 1 problem is known.

    ## What is new

    - Pay with a card you saved before.

    ## Security

    - Escape the search term

    ## Known problems

    - Cards of one bank are refused at night.

    ## What customers must act on

    - Answer exports page by page

      The export answers 100 rows a page.
    "
  `);
});

it('tells customers what they notice, in words without scopes, and what to do last', () => {
  expect(notesFor('customers')).toMatchInlineSnapshot(`
    "We added 1 new feature and fixed 2 problems in The Shop 1.5.0. 1 change needs your attention before you upgrade; you find it at the end.

    ## New

    - Pay with a card you saved before.

    ## Improved

    - Search in half the time

    ## Fixed

    - Keep the basket after logging in ([#15](https://github.com/octo/shop/issues/15))

    ## Security

    - Escape the search term

    ## Will be removed later

    - The first version of the search address

    ## Known issues

    - Cards of one bank are refused at night.

    ## Before you upgrade

    - Answer exports page by page

      The export answers 100 rows a page.

      **What to do:** Follow \`next\` until it is empty.
    "
  `);
});

it('carries screenshots over when asked', () => {
  expect(notesFor('customers', true)).toContain('![The new page](https://shop.example/pay.png)');
  expect(notesFor('customers', false)).not.toContain('pay.png');
});

it('tells operations what breaks and what is known to be wrong first', () => {
  expect(notesFor('operations')).toMatchInlineSnapshot(`
    "shop 1.5.0 has 1 new feature, 2 improvements, 1 fix, 1 security fix, 1 deprecation and 1 breaking change. The version before was 1.4.2.

    ## Breaking changes

    - **api:** Answer exports page by page

      The export answers 100 rows a page.

      **What to do:** Follow \`next\` until it is empty.

    ## Known issues

    - Cards of one bank are refused at night.

    ## Security

    - **security:** Escape the search term

    ## Fixed

    - **web:** Keep the basket after logging in ([#15](https://github.com/octo/shop/issues/15))

    ## Changed behaviour

    - **api:** Search in half the time
    - Tidy up

    ## New

    - **web:** Pay with a card you saved before. ([#9](https://github.com/octo/shop/issues/9) and [#12](https://github.com/octo/shop/pull/12))

    ## Deprecated

    - **api:** The first version of the search address
    "
  `);
});

it.each([
  ['engineers', 'No change that users can notice since 1.4.2.\n\n2 internal changes are not listed.\n'],
  ['product', 'shop 1.5.0 has internal changes only. Nothing changed for users.\n'],
  ['support', 'shop 1.5.0 has internal changes only. Customers should notice nothing.\n'],
  ['executives', 'shop 1.5.0 delivered internal work only.\n'],
  ['customers', 'shop 1.5.0 has internal changes only. There is nothing you need to do.\n'],
  ['operations', 'shop 1.5.0 has no change that is noticed from outside. The version before was 1.4.2.\n'],
] as const)('says so when there is nothing to tell %s, without an empty section', (audience, text) => {
  const commits = shopSource.commits.filter(({ subject }) => /linter|Merge|tidy/.test(subject));
  const chores = [...commits, ...commits.map((commit) => ({ ...commit, subject: 'update the formatter' }))];
  const facts = shopFacts({ commits: chores, compareUrl: null });
  const anonymous = { ...facts, contributors: [] };
  const view = notesView(anonymous, { audience, selection: {}, product: null, screenshots: false });
  expect(write(view, new Map()).markdown).toBe(text);
});
