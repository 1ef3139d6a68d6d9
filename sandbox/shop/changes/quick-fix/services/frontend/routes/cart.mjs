export const path = '/cart';

export function answer({ query }) {
  const products = query.getAll('product').map(Number).filter(Number.isInteger);
  return { status: 200, body: { products, count: products.length } };
}
