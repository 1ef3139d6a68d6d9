export const path = '/gift-notes';

export function answer({ query }) {
  const customer = Number(query.get('customer') ?? 0);
  return { status: 200, body: { customer, words: 'With love' } };
}
