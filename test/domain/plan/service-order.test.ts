import { describe, expect, it } from 'vitest';
import { serviceOrder } from '#domain/plan/service-order.ts';

const order = (services: readonly string[], needs: Readonly<Record<string, readonly string[]>>) =>
  serviceOrder(services, (service) => needs[service] ?? []);

describe('serviceOrder', () => {
  it.each([
    ['by name where nothing is needed', ['web', 'api'], {}, ['api', 'web']],
    ['after what is needed', ['api', 'web'], { api: ['web'] }, ['web', 'api']],
    ['through a chain', ['a', 'b', 'c'], { a: ['b'], b: ['c'] }, ['c', 'b', 'a']],
    ['without regard to needs outside the release', ['web'], { web: ['api'] }, ['web']],
    ['each service once', ['api', 'api'], {}, ['api']],
  ])('orders %s', (_what, services, needs, expected) => {
    expect(order(services, needs as Record<string, string[]>)).toEqual({ kind: 'order', services: expected });
  });

  it('names the services of a circle', () => {
    expect(order(['a', 'b', 'c'], { a: ['b'], b: ['a'] })).toEqual({ kind: 'circle', services: ['a', 'b'] });
  });
});
