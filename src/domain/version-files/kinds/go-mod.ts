import { whyNoText } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import type { BumpOutcome, VersionFileKind, VersionReading } from '../version-file.ts';

/**
 * Go's go.mod holds no version: the tag alone does. A bump checks that the module path names the major version, as Go wants it from 2 on
 * (`example.org/shop/v2`), and changes nothing.
 */
export const goMod: VersionFileKind = {
  name: 'go.mod',
  changes:
    'nothing: a Go module takes its version from the tag. From major version 2 on its path must end in it (`/v2`): a bump that names go.mod is refused otherwise, any other tells of it',
  keeps: '`require`, `replace`, go.sum',
  matches: (path) => baseName(path) === 'go.mod',
  read: (text): VersionReading => {
    const module = modulePath(text);
    return module.kind === 'invalid' ? module : { kind: 'absent', why: 'a Go module takes its version from the tag' };
  },
  bump: (text, { to }): BumpOutcome => {
    const module = modulePath(text);
    if (module.kind === 'invalid') return module;
    const why = whyWrongMajor(module.path, Number(/^\d+/.exec(to)?.[0] ?? 0));
    return why === null ? { kind: 'already' } : { kind: 'invalid', why };
  },
  companions: () => [],
};

type Module = { readonly kind: 'module'; readonly path: string } | { readonly kind: 'invalid'; readonly why: string };

function modulePath(text: string): Module {
  const why = whyNoText(text);
  if (why !== null) return { kind: 'invalid', why };
  const lines = [...text.matchAll(/^\ufeff?[ \t]*module[ \t]+(?:"([^"\r\n]+)"|`([^`\r\n]+)`|([^\s"`(]+))/gm)];
  const [only] = lines;
  if (only === undefined || lines.length > 1) return { kind: 'invalid', why: 'it does not name exactly one module' };
  return { kind: 'module', path: only[1] ?? only[2] ?? only[3] ?? '' };
}

function whyWrongMajor(path: string, major: number): string | null {
  const isGopkg = path.startsWith('gopkg.in/');
  const said = Number((isGopkg ? /\.v(\d+)$/ : /\/v(\d+)$/).exec(path)?.[1] ?? (isGopkg ? Number.NaN : 1));
  const wanted = isGopkg ? major : Math.max(major, 1);
  if (said === wanted) return null;
  const right = path.replace(isGopkg ? /\.v\d+$/ : /\/v\d+$/, '') + suffixOf(wanted, isGopkg);
  return `its module path ${path} does not name major version ${major}; call it ${right} and change the imports first`;
}

function suffixOf(major: number, isGopkg: boolean): string {
  if (isGopkg) return `.v${major}`;
  return major > 1 ? `/v${major}` : '';
}
