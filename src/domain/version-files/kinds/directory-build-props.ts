import { defineKind } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { findMsbuildVersion } from './msbuild-version.ts';

/** MSBuild's Directory.Build.props, which gives its version to every project below it. */
export const directoryBuildProps = defineKind({
  name: 'Directory.Build.props',
  changes: '`Version`, else `VersionPrefix` and `VersionSuffix`',
  keeps: 'every other property',
  matches: (path) => baseName(path) === 'Directory.Build.props',
  find: findMsbuildVersion,
});
