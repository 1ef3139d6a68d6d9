import { defineKind, type Found, type Place } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { scanToml } from '../scan/toml-values.ts';
import { pep440Spelling } from '../spelling/pep440-spelling.ts';

/** Python's pyproject.toml: `version` of `[project]` (PEP 621) and of `[tool.poetry]`, as PEP 440 spells it. */
export const pyprojectToml = defineKind({
  name: 'pyproject.toml',
  changes:
    '`project.version` and `tool.poetry.version`, spelled by PEP 440 (`1.5.0-alpha.1` is written `1.5.0a1`); the project’s own entry in uv.lock',
  keeps: '`dependencies`; a project whose version is `dynamic`',
  matches: (path) => baseName(path) === 'pyproject.toml',
  find: findProjectVersion,
});

function findProjectVersion(text: string): Found {
  const document = scanToml(text);
  if (document.kind === 'invalid') return document;
  const places: Place[] = [];
  for (const name of ['project.version', 'tool.poetry.version']) {
    const value = document.values.find(({ path }) => path.join('.') === name);
    if (value === undefined) continue;
    if (value.span === null) return { kind: 'invalid', why: `its ${name} is not a plain string` };
    // Poetry's own table says 0 where the version is made by a plugin.
    if (name === 'tool.poetry.version' && /^0(?:\.0\.0)?$/.test(value.text) && places.length > 0) continue;
    places.push({ span: value.span, spelling: pep440Spelling });
  }
  if (places.length > 0) return { kind: 'found', places };
  const isDynamic = document.values.some(
    ({ path, text: word }) => path.slice(0, 2).join('.') === 'project.dynamic' && word === 'version',
  );
  return {
    kind: 'absent',
    why: isDynamic ? 'its version is dynamic: another file or the tag holds it' : 'it has no version',
  };
}
