import { catalogue } from '../catalogue.mjs';

export const path = '/export';

export function answer() {
  const lines = catalogue.map((product) => `${product.id},"${product.name}",${product.cents}`);
  return { status: 200, type: 'text/csv', body: `id,name,cents\n${lines.join('\n')}\n` };
}
