import { defineKind, type Found, type Place } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { scanToml } from '../scan/toml-values.ts';

/** Rust's Cargo.toml: `package.version` and `workspace.package.version`. A member that inherits the workspace's has none of its own. */
export const cargoToml = defineKind({
  name: 'Cargo.toml',
  changes:
    '`package.version`, `workspace.package.version`; in the workspace the versions of path dependencies on it, and its entries in Cargo.lock',
  keeps: 'dependencies from a registry; a member with `version.workspace = true`',
  matches: (path) => baseName(path) === 'Cargo.toml',
  find: findCrateVersion,
});

function findCrateVersion(text: string): Found {
  const document = scanToml(text);
  if (document.kind === 'invalid') return document;
  const places: Place[] = [];
  for (const name of ['package.version', 'workspace.package.version']) {
    const value = document.values.find(({ path }) => path.join('.') === name);
    if (value === undefined) continue;
    if (value.span === null) return { kind: 'invalid', why: `its ${name} is not a plain string` };
    places.push({ span: value.span });
  }
  if (places.length > 0) return { kind: 'found', places };
  const inherits = document.values.some(({ path }) => path.join('.') === 'package.version.workspace');
  return {
    kind: 'absent',
    why: inherits ? 'it inherits its version from the workspace; bump the workspace' : 'it has no version',
  };
}
