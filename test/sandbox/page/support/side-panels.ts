import type { GuideStep, ShopPanel } from '#sandbox/slack/client-api.ts';

/** A guided path of four steps, the first of them done. */
export function guideSteps(): readonly GuideStep[] {
  return [
    {
      id: 'release',
      title: 'Ask for a release',
      detail: 'Type this in #releases and press Enter.',
      type: '/release 1.5.0',
      done: true,
    },
    {
      id: 'approve',
      title: 'Approve it as Jonas',
      detail: 'Switch to Jonas at the left, then press Approve 1.5.0 on the card.',
      done: false,
    },
    {
      id: 'watch',
      title: 'Watch the services being replaced',
      detail: 'The shop below shows what really runs.',
      done: false,
    },
    {
      id: 'bad',
      title: 'Push the version that fails',
      detail: 'Push it, release 1.5.1, and see it rolled back.',
      type: '/release 1.5.1',
      done: false,
    },
  ];
}

/** Three services in two environments, one failing, one with errors, a database, and three changes to push. */
export function shopPanel(): ShopPanel {
  return {
    url: 'http://127.0.0.1:4000/',
    services: ['staging', 'production'].flatMap((environment) =>
      ['api', 'web', 'worker'].map((name, index) => ({
        name,
        environment,
        version: environment === 'staging' && index === 0 ? '1.5.0' : '1.4.2',
        healthy: !(environment === 'staging' && index === 1),
        requests: environment === 'production' ? 1840 + index * 331 : 0,
        errors: environment === 'production' && index === 1 ? 12 : 0,
      })),
    ),
    databases: [
      {
        environment: 'production',
        tables: [
          { name: 'products', columns: ['id', 'name'] },
          { name: 'wishlists', columns: ['customer', 'product'] },
        ],
        applied: ['001_create_products.sql', '002_create_wishlists.sql'],
        backups: 1,
      },
    ],
    changes: [
      {
        id: 'saved-cards',
        title: 'feat(web): pay with a saved card',
        description: 'Healthy; makes the next version 1.5.0.',
        pushed: true,
      },
      {
        id: 'bad-health',
        title: 'fix(api): cache prices',
        description: 'Starts, but fails its health check.',
        pushed: false,
      },
      {
        id: 'slow',
        title: 'feat(worker): send receipts',
        description: 'Healthy at first, slow and failing under traffic.',
        pushed: false,
      },
    ],
  };
}
