export const path = '/cart';

const carts = new Map();

export function answer({ query }) {
  const customer = query.get('customer') ?? '0';
  const items = carts.get(customer) ?? [];
  return { status: 200, body: { customer, items, count: items.length } };
}
