import type { ConfigPath } from './config-problem.ts';
import { type Finding, suggestion } from './describe-issue.ts';

type Needing = { readonly needs: readonly string[] };

/** Refuses needs that name no service or the service itself, and each circle of needs once, at the first service in it. */
export function checkNeeds(at: ConfigPath, services: Readonly<Record<string, Needing>>): readonly Finding[] {
  const names = Object.keys(services);
  const unknown = Object.entries(services).flatMap(([name, { needs }]) =>
    needs.flatMap((need, index): Finding[] => {
      const others = names.filter((other) => other !== name);
      if (others.includes(need)) return [];
      const message =
        need === name ? 'a service cannot need itself' : `unknown service "${need}"; ${suggestion(need, others)}`;
      return [{ path: [...at, name, 'needs', index], at: 'value', message }];
    }),
  );
  const circles = circlesIn(services).map(
    (circle): Finding => ({
      path: [...at, circle[0] ?? '', 'needs'],
      at: 'value',
      message: `these services need each other in a circle: ${[...circle, circle[0]].join(' -> ')}`,
    }),
  );
  return [...unknown, ...circles];
}

/** Walks from each service in turn; a service that has been walked from is not walked again, so no circle is told twice. */
function circlesIn(services: Readonly<Record<string, Needing>>): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = [];
  const done = new Set<string>();
  const walk = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name);
    if (start !== -1) {
      if (trail.length - start > 1) circles.push(trail.slice(start));
      return;
    }
    if (done.has(name)) return;
    for (const need of services[name]?.needs ?? []) walk(need, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(services)) walk(name, []);
  return circles;
}
