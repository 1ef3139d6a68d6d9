export type Tree = { [key: string]: unknown };

/**
 * A JSON merge patch (RFC 7386), or a strategic one, which differs here in that lists of containers are merged by name, and one with another name
 * is added.
 */
export function merged(target: unknown, patch: unknown, isStrategic: boolean): unknown {
  if (isStrategic && Array.isArray(patch) && Array.isArray(target))
    return mergedByName(target as Tree[], patch as Tree[]);
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base: Tree =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...(target as Tree) } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete base[key];
    else base[key] = merged(base[key], value, isStrategic);
  }
  return base;
}

function mergedByName(target: readonly Tree[], patch: readonly Tree[]): readonly unknown[] {
  const known = target.map((one) => {
    const found = patch.find(({ name }) => name === one.name);
    return found === undefined ? one : merged(one, found, true);
  });
  return [...known, ...patch.filter(({ name }) => !target.some((one) => one.name === name))];
}
