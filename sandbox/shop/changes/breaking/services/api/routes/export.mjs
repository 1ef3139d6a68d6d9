import { catalogue } from '../catalogue.mjs';

export const path = '/export';

export function answer() {
  return { status: 200, body: { products: catalogue } };
}
