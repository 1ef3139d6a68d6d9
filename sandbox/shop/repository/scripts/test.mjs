import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const route = (path) => import(pathToFileURL(join(root, 'services', path)).href);
const ask = async (path, query = '') => (await route(path)).answer({ query: new URLSearchParams(query) });

const checks = {
  'every version file says the same'() {
    const version = read('VERSION').trim();
    const lock = JSON.parse(read('package-lock.json'));
    assert.equal(JSON.parse(read('package.json')).version, version);
    assert.equal(lock.version, version);
    assert.equal(lock.packages[''].version, version);
    assert.match(read('charts/shop/Chart.yaml'), new RegExp(`^version: ${version.replaceAll('.', '\\.')}$`, 'm'));
  },
  'every migration has a number of its own'() {
    const numbers = readdirSync(join(root, 'migrations')).map((file) => Number.parseInt(file, 10));
    assert.ok(numbers.every((number) => number > 0));
    assert.equal(new Set(numbers).size, numbers.length);
  },
  async 'every route has a path of its own and answers'() {
    for (const service of ['api', 'frontend', 'worker']) {
      const files = readdirSync(join(root, 'services', service, 'routes'));
      const routes = await Promise.all(files.map((file) => route(`${service}/routes/${file}`)));
      assert.equal(new Set(routes.map(({ path }) => path)).size, routes.length);
      for (const { path, answer } of routes) {
        const { status } = await answer({ query: new URLSearchParams(), environment: 'test' });
        assert.ok(status < 500, `${service} answers ${status} to ${path}`);
      }
    }
  },
  async 'prices are the cents divided by a hundred'() {
    const { body } = await ask('api/routes/products.mjs');
    for (const product of body) assert.equal(product.price, product.cents / 100);
  },
  async 'product names are escaped'() {
    const { escapeHtml } = await route('frontend/escape-html.mjs');
    assert.equal(escapeHtml('Tea & <biscuits>'), 'Tea &amp; &lt;biscuits&gt;');
  },
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`failed  ${name}: ${error.message}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
