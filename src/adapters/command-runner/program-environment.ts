const ordinary = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];
const ours = /^(SLACK_|GITHUB_|FAIRLEAD_|REDIS_URL$)/;

/**
 * The variables a project's program may see: PATH, HOME, USER, LANG, LC_ALL, TZ, TMPDIR and those named by `passEnv`. A name may end
 * in `*` (`SHOP_*`), which never covers Fairlead's own (SLACK_, GITHUB_, FAIRLEAD_, REDIS_URL): those have to be named in full.
 */
export function programEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  passEnv: readonly string[],
): Record<string, string> {
  const isPassed = (name: string): boolean =>
    ordinary.includes(name) || passEnv.some((pattern) => covers(pattern, name));
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && isPassed(name)) passed[name] = value;
  }
  return passed;
}

function covers(pattern: string, name: string): boolean {
  if (!pattern.endsWith('*')) return pattern === name;
  return name.startsWith(pattern.slice(0, -1)) && !ours.test(name);
}
