import { defineKind, type Found } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { propertyLines, propertyOf } from '../scan/property-lines.ts';
import { pep440Spelling } from '../spelling/pep440-spelling.ts';

/** setuptools' setup.cfg: `version` of `[metadata]`, as PEP 440 spells it. */
export const setupCfg = defineKind({
  name: 'setup.cfg',
  changes: '`version` of `[metadata]`, spelled by PEP 440',
  keeps: '`attr:` and `file:`, which name another file',
  matches: (path) => baseName(path) === 'setup.cfg',
  find: findMetadataVersion,
});

function findMetadataVersion(text: string): Found {
  const span = propertyOf(propertyLines(text, { sections: true }), 'metadata', 'version');
  if (span === 'twice') return { kind: 'invalid', why: 'the key "version" stands twice' };
  if (span === null) return { kind: 'absent', why: 'it has no version in [metadata]' };
  const written = text.slice(span.start, span.end);
  if (/^(?:attr|file):/.test(written))
    return { kind: 'absent', why: `its version is "${written}": another file holds it` };
  return /\s/.test(written) || written === ''
    ? { kind: 'invalid', why: 'its version is not one word' }
    : { kind: 'found', places: [{ span, spelling: pep440Spelling }] };
}
