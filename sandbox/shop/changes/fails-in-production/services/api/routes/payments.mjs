export const path = '/payments';

export function answer() {
  return { status: 200, body: { methods: ['invoice', 'card'] } };
}

export function check() {
  if (process.env.SHOP_ENVIRONMENT !== 'production' || process.env.CARD_TERMINAL_KEY) return undefined;
  return 'CARD_TERMINAL_KEY is not set in production';
}
