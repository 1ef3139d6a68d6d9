import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeEach, describe, expect, it } from 'vitest';
import { shopFolder } from '../../../sandbox/shop/package-folder.ts';
import type { Shop } from '../../../sandbox/shop/start-shop.ts';
import { read, startTestShop, temporaryFolder } from './shop-fixture.ts';

let shop: Shop;
let checkout: string;

beforeEach(async () => {
  shop = await startTestShop({ traffic: { staging: 0, production: 0 } });
  checkout = join(temporaryFolder(), 'shop');
  cpSync(join(shopFolder, 'repository'), checkout, { recursive: true });
});

/** Puts the files of prepared changes over the checkout. */
function take(...changes: readonly string[]): void {
  for (const change of changes) cpSync(join(shopFolder, 'changes', change), checkout, { recursive: true });
}

/** Runs the shop's own script as a release does. */
async function db(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const { exitCode = 0, all } = await execa(process.execPath, ['scripts/db.mjs', ...args, '--platform', shop.url], {
    cwd: checkout,
    reject: false,
    all: true,
  });
  return { code: exitCode, said: all };
}

const migrate = (phase: string, version: string) => db('migrate', 'production', '--phase', phase, '--version', version);
const tables = () => shop.databases.read('production').tables;
const first = { products: ['id', 'name', 'cents'], jobs: ['id', 'kind', 'customer'] };
const wishlists = { wishlists: ['customer', 'product'] };

describe('the migrations of the shop', () => {
  it('run once, before or behind the services by the end of their names', async () => {
    take('migrates', 'drops-column');
    expect(await migrate('expand', '1.6.0')).toMatchObject({ code: 0, said: expect.stringContaining('004_') });
    const gifts = { gift_notes: ['customer', 'words'], jobs: ['id', 'kind', 'customer', 'gift'] };
    expect(tables()).toEqual({ ...first, ...wishlists, ...gifts });
    expect((await migrate('expand', '1.6.0')).said).toBe('production: nothing to migrate');
    expect((await migrate('contract', '1.6.0')).said).toBe('production: 005_drop_job_kind_contract.sql applied');
    expect(tables().jobs).toEqual(['id', 'customer', 'gift']);
    expect(shop.databases.read('staging').tables).toEqual({});
  });

  it('go back to what was there before a version, newest first', async () => {
    await migrate('expand', '1.5.0');
    take('migrates');
    await migrate('expand', '1.6.0');
    expect((await db('migrate-back', 'production', '--to', '1.5.0')).said).toContain(
      '004_add_gift_notes_expand.sql undone',
    );
    expect(tables()).toEqual({ ...first, ...wishlists });
    expect((await db('migrate-back', 'production', '--to', '1.5.0')).said).toBe('production: nothing to undo');
  });

  it('do not go back where one has no way back, and then nothing is changed', async () => {
    await migrate('expand', '1.5.0');
    expect(await db('migrate-back', 'production', '--to', '1.4.2')).toMatchObject({
      code: 1,
      said: expect.stringContaining('cannot be undone'),
    });
    expect(tables()).toEqual({ ...first, ...wishlists });
  });

  it('leave the database as it was when one of them cannot run', async () => {
    writeFileSync(join(checkout, 'migrations', '004_twice.sql'), 'CREATE TABLE products (\n  id integer\n);\n');
    expect(await migrate('expand', '1.5.0')).toEqual({
      code: 1,
      said: '004_twice.sql: there is a table products already',
    });
    expect(tables()).toEqual({});
  });

  it('can be tried on a copy', async () => {
    take('migrates', 'drops-column');
    expect(await db('try', 'production')).toMatchObject({ code: 0, said: expect.stringContaining('on a copy') });
    expect(tables()).toEqual({});
    writeFileSync(join(checkout, 'migrations', '006_odd.sql'), 'TRUNCATE jobs;\n');
    expect(await db('try', 'production')).toEqual({
      code: 1,
      said: '006_odd.sql: this database does not know "TRUNCATE jobs".',
    });
  });

  it('say how they are run when they are asked for nothing', async () => {
    expect(await db('forget', 'production')).toMatchObject({ code: 1, said: expect.stringMatching(/^usage: /) });
  });
});

describe('the databases of the shop', () => {
  const send = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${shop.url}${path}`, { method: 'PUT', headers, body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('keep one backup under a key', async () => {
    await migrate('expand', '1.5.0');
    for (let times = 0; times < 2; times += 1) await db('backup', 'production', '--key', 'rel-1/production/backup#1');
    expect(shop.databases.backups('production')).toEqual(['rel-1/production/backup#1']);
    expect(shop.databases.backups('staging')).toEqual([]);
  });

  it('refuse a write that knows nothing of the one before', async () => {
    const database = await read<{ revision: number }>(`${shop.url}/databases/production`);
    expect((await send('/databases/production', database)).status).toBe(200);
    expect(await send('/databases/production', database)).toMatchObject({
      status: 409,
      body: { error: 'changed_meanwhile' },
    });
    expect(await send('/databases/production', { tables: 1 })).toMatchObject({ status: 400 });
    expect(await send('/databases/mars', database)).toMatchObject({ status: 404 });
  });

  it('are there again after a restart', async () => {
    const dir = temporaryFolder();
    const one = await startTestShop({ dir, traffic: { staging: 0, production: 0 } });
    one.databases.write('staging', {
      revision: 0,
      tables: { a: ['b'] },
      applied: [{ file: '1.sql', version: '1.0.0' }],
    });
    one.databases.backUp('staging', 'k');
    await one.close();
    const two = await startTestShop({ dir, traffic: { staging: 0, production: 0 } });
    expect(two.databases.read('staging')).toEqual({
      revision: 1,
      tables: { a: ['b'] },
      applied: [{ file: '1.sql', version: '1.0.0' }],
    });
    expect(two.databases.backups('staging')).toEqual(['k']);
  });
});
