import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const SERVICES = ['api', 'worker', 'frontend'];
const root = join(import.meta.dirname, '..');

const { values, positionals } = parseArgs({ options: { platform: { type: 'string' } }, allowPositionals: true });
const platform = values.platform ?? process.env.SHOP_PLATFORM_URL;
const version = positionals[0];
if (!version || !platform) fail('usage: node scripts/build.mjs VERSION --platform URL (or SHOP_PLATFORM_URL)');
const written = readFileSync(join(root, 'VERSION'), 'utf8').trim();
if (written !== version)
  fail(`VERSION says ${written}, so ${version} cannot be built from here. Bump the version first.`);

for (const service of SERVICES) await upload(service, pack(service));

function pack(service) {
  const paths = [...filesUnder('lib'), ...filesUnder(`services/${service}`)].sort();
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  files['build.json'] = `${JSON.stringify({ service, version })}\n`;
  return files;
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

async function upload(service, files) {
  const url = `${platform.replace(/\/$/, '')}/artifacts/${service}/${encodeURIComponent(version)}`;
  const body = JSON.stringify({ entry: `services/${service}/server.mjs`, files, checksum: checksum(files) });
  const token = process.env.SHOP_PLATFORM_TOKEN;
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const response = await fetch(url, { method: 'PUT', headers, body });
  const answer = await response.json();
  if (!response.ok) fail(`${service} ${version} was not taken: ${answer.message}`);
  console.log(
    `${service} ${version} ${response.status === 201 ? 'uploaded' : 'was there already'} (${answer.checksum})`,
  );
}

function checksum(files) {
  const hash = createHash('sha256');
  for (const path of Object.keys(files).sort()) hash.update(`${path}\0${files[path]}\0`);
  return hash.digest('hex');
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
