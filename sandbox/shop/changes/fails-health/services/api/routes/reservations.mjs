export const path = '/reservations';

const stock = { connected: false };

export function answer() {
  return { status: 200, body: [] };
}

export function check() {
  return stock.connected ? undefined : 'the stock database is not connected';
}
