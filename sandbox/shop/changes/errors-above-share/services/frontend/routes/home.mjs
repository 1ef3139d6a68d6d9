import { askApi } from '../../../lib/ask-api.mjs';
import { escapeHtml } from '../escape-html.mjs';
import { exchangeRates } from '../exchange-rates.mjs';

export const path = '/';

export async function answer() {
  const products = (await askApi('/products')) ?? [];
  const { USD } = exchangeRates();
  const items = products.map(({ name, price }) => {
    return `<li>${escapeHtml(name)} ${price.toFixed(2)} (${(price * USD).toFixed(2)} USD)</li>`;
  });
  return { status: 200, type: 'text/html; charset=utf-8', body: `<h1>Shop</h1>\n<ul>${items.join('')}</ul>\n` };
}
