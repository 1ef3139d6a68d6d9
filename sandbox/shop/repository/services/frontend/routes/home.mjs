import { askApi } from '../../../lib/ask-api.mjs';
import { escapeHtml } from '../escape-html.mjs';

export const path = '/';

export async function answer() {
  const products = (await askApi('/products')) ?? [];
  const items = products.map((product) => `<li>${escapeHtml(product.name)} ${product.price.toFixed(2)}</li>`);
  return { status: 200, type: 'text/html; charset=utf-8', body: `<h1>Shop</h1>\n<ul>${items.join('')}</ul>\n` };
}
