import { catalogue } from '../catalogue.mjs';
import { rememberVisit } from '../visits.mjs';

export const path = '/products';

const products = catalogue.map((product) => ({ ...product, price: Math.round(product.cents) / 100 }));

export async function answer({ query, environment }) {
  const id = query.get('id');
  await rememberVisit({ id, at: Date.now() }, environment);
  if (id === null) return { status: 200, body: products };
  const product = products.find((candidate) => candidate.id === Number(id));
  return product ? { status: 200, body: product } : { status: 404, body: { error: 'unknown_product' } };
}
