import { askApi } from '../../../lib/ask-api.mjs';
import { escapeHtml } from '../escape-html.mjs';
import { recommend } from '../recommend.mjs';

export const path = '/';

export async function answer() {
  const products = (await askApi('/products')) ?? [];
  const recommended = await recommend(products);
  const items = products.map((product) => `<li>${escapeHtml(product.name)} ${product.price.toFixed(2)}</li>`);
  const hints = recommended.map((product) => `<li>${escapeHtml(product.name)}</li>`);
  const body = `<h1>Shop</h1>\n<ul>${items.join('')}</ul>\n<h2>You may like</h2>\n<ul>${hints.join('')}</ul>\n`;
  return { status: 200, type: 'text/html; charset=utf-8', body };
}
