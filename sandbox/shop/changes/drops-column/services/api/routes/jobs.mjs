export const path = '/jobs';

export function answer() {
  return { status: 200, body: [{ id: 1, customer: 7 }] };
}
