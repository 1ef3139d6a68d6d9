import { strategies } from '#domain/strategies/index.ts';
import { versionFileKinds } from '#domain/version-files/version-file-kinds.ts';
import type { KnownNames } from './check-references.ts';

/** The names this version of Fairlead knows, drawn from its own registries. */
export const knownNames: KnownNames = {
  strategies: Object.keys(strategies),
  isVersionFile: (path) => versionFileKinds.some((kind) => kind.matches(path)),
  versionFileNames: versionFileKinds.map(({ name }) => name),
};
