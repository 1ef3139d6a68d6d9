import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSql } from './run-sql.mjs';

const USAGE = `usage: node scripts/db.mjs COMMAND ENVIRONMENT --platform URL (or SHOP_PLATFORM_URL)
  backup --key KEY                     keeps a copy of the database under the key
  migrate --phase PHASE --version V    runs the migrations of the phase, expand or contract, that have not run
  migrate-back --to V                  undoes the migrations that came after a version, newest first
  try                                  runs all migrations on a copy that nobody keeps`;

const { values, positionals } = parseArgs({
  options: {
    platform: { type: 'string' },
    key: { type: 'string' },
    phase: { type: 'string' },
    version: { type: 'string' },
    to: { type: 'string' },
  },
  allowPositionals: true,
});
const [command, environment] = positionals;
const platform = (values.platform ?? process.env.SHOP_PLATFORM_URL)?.replace(/\/$/, '');
if (!environment || !platform) fail(USAGE);
const address = `${platform}/databases/${encodeURIComponent(environment)}`;
const token = process.env.SHOP_PLATFORM_TOKEN;
const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };

const commands = {
  backup: () => backup(values.key ?? fail('backup needs --key')),
  migrate: () =>
    migrate(values.phase ?? fail('migrate needs --phase'), values.version ?? fail('migrate needs --version')),
  'migrate-back': () => migrateBack(values.to ?? fail('migrate-back needs --to')),
  try: tryAll,
};
try {
  await (commands[command] ?? (() => fail(USAGE)))();
} catch (error) {
  fail(error.message);
}

async function backup(key) {
  await send('PUT', `${address}/backups/${encodeURIComponent(key)}`, {});
  console.log(`The database of ${environment} was backed up.`);
}

async function tryAll() {
  const { tables, applied } = await send('GET', address);
  for (const { file, up } of pending({ applied })) runSql(tables, up, file);
  console.log(`Every migration runs on a copy of the database of ${environment}.`);
}

/** A contract migration takes away what the version before needs, so it runs after the services; every other runs before them. */
async function migrate(phase, version) {
  const isContract = phase === 'contract';
  const database = await send('GET', address);
  const due = pending(database).filter(({ file }) => file.endsWith('_contract.sql') === isContract);
  for (const { file, up } of due) {
    runSql(database.tables, up, file);
    database.applied.push({ file, version });
  }
  if (due.length > 0) await send('PUT', address, database);
  tell(due, 'applied', 'nothing to migrate');
}

async function migrateBack(version) {
  const database = await send('GET', address);
  const undone = database.applied.filter((one) => isLater(one.version, version)).reverse();
  for (const { file } of undone) {
    const { down } = read(file);
    if (!down) fail(`${file} cannot be undone: it has no part below "-- down".`);
    runSql(database.tables, down, file);
  }
  database.applied = database.applied.filter((one) => !undone.includes(one));
  if (undone.length > 0) await send('PUT', address, database);
  tell(undone, 'undone', 'nothing to undo');
}

function tell(files, what, otherwise) {
  const lines = files.length === 0 ? [otherwise] : files.map(({ file }) => `${file} ${what}`);
  for (const line of lines) console.log(`${environment}: ${line}`);
}

function pending({ applied }) {
  const done = new Set(applied.map(({ file }) => file));
  return readdirSync(join(import.meta.dirname, '..', 'migrations'))
    .filter((file) => !done.has(file))
    .sort()
    .map((file) => ({ file, ...read(file) }));
}

function read(file) {
  const text = readFileSync(join(import.meta.dirname, '..', 'migrations', file), 'utf8');
  const [up, down] = text.split(/^-- down$/m);
  return { up, down };
}

function isLater(version, than) {
  const parts = (text) => text.split(/[.+-]/).map(Number);
  const [ours, theirs] = [parts(version), parts(than)];
  const index = [0, 1, 2].find((each) => ours[each] !== theirs[each]);
  return index !== undefined && ours[index] > theirs[index];
}

async function send(method, url, body) {
  const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = await response.json();
  if (!response.ok) fail(`The database did not take it: ${answer.message}`);
  return answer;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
