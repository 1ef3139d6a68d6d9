import { defineKind } from '../define-kind.ts';
import { findMsbuildVersion } from './msbuild-version.ts';

/** A .NET project file (C#, F#, Visual Basic): `Version`, else `VersionPrefix` with `VersionSuffix`. */
export const csproj = defineKind({
  name: '*.csproj',
  changes: '`Version`, else `VersionPrefix` and `VersionSuffix` (*.csproj, *.fsproj, *.vbproj)',
  keeps:
    '`AssemblyVersion`, `FileVersion`, `PackageReference`; a project without a version, which takes Directory.Build.props’',
  matches: (path) => /\.(?:cs|fs|vb)proj$/.test(path),
  find: findMsbuildVersion,
});
