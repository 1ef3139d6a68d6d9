import { catalogue } from '../catalogue.mjs';

export const path = '/search';

export function answer({ query }) {
  const word = (query.get('q') ?? '').trim().toLowerCase();
  if (word === '') return { status: 200, body: [] };
  return { status: 200, body: catalogue.filter((product) => product.name.toLowerCase().includes(word)) };
}
