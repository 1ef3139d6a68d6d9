import { parseArgs } from 'node:util';

const QUESTIONS = { api: '/products', worker: '/', frontend: '/' };

const { values, positionals } = parseArgs({ options: { platform: { type: 'string' } }, allowPositionals: true });
const platform = (values.platform ?? process.env.SHOP_PLATFORM_URL)?.replace(/\/$/, '');
const environment = positionals[0];
if (!environment || !platform) {
  console.error('usage: node scripts/smoke.mjs ENVIRONMENT --platform URL (or SHOP_PLATFORM_URL)');
  process.exit(2);
}

let failed = 0;
for (const [service, question] of Object.entries(QUESTIONS)) {
  for (const path of ['/healthz', question]) {
    const status = await statusOf(`${platform}/${environment}/${service}${path}`);
    if (status !== 200) failed += 1;
    console.log(`${status === 200 ? 'ok    ' : 'failed'}  ${environment} ${service} ${path}: ${status}`);
  }
}
process.exit(failed === 0 ? 0 : 1);

async function statusOf(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(15000) })).status;
  } catch (error) {
    return `no answer (${error.cause?.code ?? error.name})`;
  }
}
