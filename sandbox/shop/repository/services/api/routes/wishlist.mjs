import { catalogue } from '../catalogue.mjs';

export const path = '/wishlist';

export function answer({ query }) {
  const customer = Number(query.get('customer') ?? 0);
  return { status: 200, body: catalogue.filter((product) => product.id % 2 === customer % 2) };
}
