/** One change of a text: where it stood, what it said before, what it says after. */
export type Edit = { readonly path: string; readonly before: string; readonly after: string };

/** One commit of the shop's past. `adds` names files and folders that are there from then on, as later edits find them. */
export type PastCommit = {
  readonly author: string;
  readonly date: string;
  readonly message: string;
  readonly adds?: readonly string[];
  readonly edits?: readonly Edit[];
  readonly tag?: string;
};

const pricedProducts =
  'const products = catalogue.map((product) => ({ ...product, price: Math.round(product.cents) / 100 }));';

const escapeCheck = `  async 'product names are escaped'() {
    const { escapeHtml } = await route('frontend/escape-html.mjs');
    assert.equal(escapeHtml('Tea & <biscuits>'), 'Tea &amp; &lt;biscuits&gt;');
  },
`;

/** The shop's past, oldest first. Undone from the end it leads from the files in `repository/` back to an empty folder. */
export const history: readonly PastCommit[] = [
  {
    author: 'mira',
    date: '2026-08-10T08:12:00Z',
    message: 'chore: bring the three services into one repository',
    adds: ['package.json', 'package-lock.json', 'VERSION', 'charts', 'README.md', 'CHANGELOG.md', 'lib', 'scripts'],
  },
  {
    author: 'aiko',
    date: '2026-08-13T13:40:00Z',
    message: 'feat(api): serve the products (#3)',
    adds: [
      'services/api/server.mjs',
      'services/api/catalogue.mjs',
      'services/api/routes/products.mjs',
      'services/api/routes/jobs.mjs',
      'migrations/001_create_products.sql',
      'migrations/002_create_jobs.sql',
      'docs',
    ],
  },
  {
    author: 'sam',
    date: '2026-08-18T09:05:00Z',
    message: 'feat(frontend): show the product list (#4)',
    adds: ['services/frontend/server.mjs', 'services/frontend/escape-html.mjs', 'services/frontend/routes/home.mjs'],
  },
  {
    author: 'jonas',
    date: '2026-08-20T15:31:00Z',
    message: 'feat(worker): send a receipt for each order (#5)',
    adds: ['services/worker'],
  },
  {
    author: 'aiko',
    date: '2026-08-26T10:22:00Z',
    message: 'feat(api): export the products as CSV (#6)',
    adds: ['services/api/routes/export.mjs'],
    edits: [{ path: 'docs/api.md', before: '', after: '- `GET /export` lists the products as CSV.\n' }],
  },
  release('1.3.0', '1.4.0', '2026-09-01', {
    Added: [
      '**api:** export the products as CSV (#6)',
      '**frontend:** show the product list (#4)',
      '**worker:** send a receipt for each order (#5)',
    ],
  }),
  {
    author: 'aiko',
    date: '2026-09-08T11:48:00Z',
    message: 'fix(api): round prices to whole cents (#11)',
    edits: [{ path: 'services/api/routes/products.mjs', before: 'Math.floor', after: 'Math.round' }],
  },
  {
    author: 'jonas',
    date: '2026-09-15T14:02:00Z',
    message: 'perf(worker): read jobs in batches (#12)',
    edits: [{ path: 'services/worker/next-jobs.mjs', before: 'const BATCH = 1;', after: 'const BATCH = 10;' }],
  },
  release('1.4.0', '1.4.1', '2026-09-21', {
    Changed: ['**worker:** read jobs in batches (#12)'],
    Fixed: ['**api:** round prices to whole cents (#11)'],
  }),
  {
    author: 'sam',
    date: '2026-10-05T08:55:00Z',
    message: 'fix(frontend): escape product names (#17)',
    edits: [
      { path: 'services/frontend/escape-html.mjs', before: '/[&]/g', after: '/[&<>"]/g' },
      { path: 'scripts/test.mjs', before: '', after: escapeCheck },
    ],
  },
  {
    author: 'priya',
    date: '2026-10-12T16:20:00Z',
    message: 'fix(worker): stop after the last job (#18)',
    edits: [{ path: 'services/worker/next-jobs.mjs', before: '?? [{ id: 0 }]', after: '?? []' }],
  },
  release('1.4.1', '1.4.2', '2026-10-19', {
    Fixed: ['**frontend:** escape product names (#17)', '**worker:** stop after the last job (#18)'],
  }),
  {
    author: 'aiko',
    date: '2026-10-26T09:30:00Z',
    message: 'feat(api): search products by name (#21)',
    adds: ['services/api/routes/search.mjs'],
  },
  {
    author: 'sam',
    date: '2026-10-28T13:15:00Z',
    message: 'docs(api): describe the search (#22)',
    edits: [
      {
        path: 'docs/api.md',
        before: '',
        after: '- `GET /search?q=tea` lists the products whose names contain the word.\n',
      },
    ],
  },
  {
    author: 'aiko',
    date: '2026-11-02T10:41:00Z',
    message:
      'feat(api): keep a wishlist per customer (#23)\n\nThe migration adds the table wishlists. Going back leaves it in place, unused.',
    adds: ['services/api/routes/wishlist.mjs', 'migrations/003_create_wishlists.sql'],
    edits: [
      { path: 'docs/api.md', before: '', after: '- `GET /wishlist?customer=7` lists what a customer wishes for.\n' },
    ],
  },
  {
    author: 'aiko',
    date: '2026-11-04T15:08:00Z',
    message: 'refactor(worker): hold the sent receipts in a set (#24)',
    edits: [
      { path: 'services/worker/routes/work.mjs', before: 'new Map()', after: 'new Set()' },
      { path: 'services/worker/routes/work.mjs', before: 'sent.set(job.id, true)', after: 'sent.add(job.id)' },
    ],
  },
  {
    author: 'sam',
    date: '2026-11-06T08:47:00Z',
    message: 'fix(api): answer 404 for an unknown product (#26)',
    edits: [
      {
        path: 'services/api/routes/products.mjs',
        before: '  return { status: 200, body: product ?? null };\n',
        after:
          "  return product ? { status: 200, body: product } : { status: 404, body: { error: 'unknown_product' } };\n",
      },
    ],
  },
  {
    author: 'sam',
    date: '2026-11-10T12:33:00Z',
    message: 'feat(frontend): remember the cart (#27)',
    adds: ['services/frontend/routes/cart.mjs'],
  },
  {
    author: 'sam',
    date: '2026-11-12T09:19:00Z',
    message: 'fix(frontend): show prices with two decimals (#28)',
    edits: [
      { path: 'services/frontend/routes/home.mjs', before: 'product.price}', after: 'product.price.toFixed(2)}' },
    ],
  },
  {
    author: 'aiko',
    date: '2026-11-16T14:52:00Z',
    message: 'perf(api): compute the prices once (#30)',
    edits: [
      {
        path: 'services/api/routes/products.mjs',
        before: `export function answer({ query }) {\n  ${pricedProducts}\n`,
        after: `${pricedProducts}\n\nexport function answer({ query }) {\n`,
      },
    ],
  },
  {
    author: 'mira',
    date: '2026-11-19T10:03:00Z',
    message: 'docs: say how to smoke test an environment (#31)',
    edits: [
      {
        path: 'README.md',
        before: '',
        after: '\n`node scripts/smoke.mjs staging --platform http://...` asks the running services a few questions.\n',
      },
    ],
  },
];

function release(
  from: string,
  version: string,
  day: string,
  sections: Readonly<Record<string, readonly string[]>>,
): PastCommit {
  const lists = Object.entries(sections).map(
    ([title, lines]) => `\n### ${title}\n\n${lines.map((line) => `- ${line}\n`).join('')}`,
  );
  const versionFiles = ['package.json', 'package-lock.json', 'VERSION', 'charts/shop/Chart.yaml'];
  return {
    author: 'mira',
    date: `${day}T07:30:00Z`,
    message: `chore(release): ${version}`,
    edits: [
      ...versionFiles.map((path) => ({ path, before: from, after: version })),
      { path: 'CHANGELOG.md', before: '', after: `\n## [${version}] - ${day}\n${lists.join('')}` },
    ],
    tag: `v${version}`,
  };
}
