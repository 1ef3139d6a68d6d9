import { defineKind, type Found, type Place } from '../define-kind.ts';
import { baseName } from '../paths.ts';
import { type GradleSetting, gradleSettings } from '../scan/gradle-settings.ts';
import { androidSettings, countedVersionCode } from './android-version.ts';

/** A Gradle build script in Groovy or Kotlin: `version` of the project or of all projects; in an Android module `versionName` and `versionCode`. */
export const buildGradle = defineKind({
  name: 'build.gradle',
  changes:
    '`version` at the top level, in `allprojects` and in `subprojects`; in an Android module `versionName` of `defaultConfig`, and `versionCode` there is counted up (build.gradle and build.gradle.kts)',
  keeps:
    'versions of plugins and dependencies, flavours’ own codes and names; a version that is computed or comes from gradle.properties',
  matches: (path) => /^build\.gradle(?:\.kts)?$/.test(baseName(path)),
  find: findGradleVersion,
});

function findGradleVersion(text: string): Found {
  const settings = gradleSettings(text);
  const own = settings.filter(isProjectVersion);
  const android = androidSettings(settings);
  const set = [...own, ...android.names];
  const [first] = set;
  if (first === undefined) return { kind: 'absent', why: 'it sets no version' };
  const plain = set.filter(({ isPlain, value }) => isPlain && value.kind === 'string');
  if (plain.length === 0) return { kind: 'absent', why: `its ${first.name} is computed or another file's` };
  if (hasDouble(plain)) return { kind: 'invalid', why: `it sets ${plain[0]?.name ?? 'version'} twice in one place` };
  const counters = countedVersionCode(android.codes);
  if (counters.kind === 'invalid') return counters;
  return { kind: 'found', places: plain.map(({ value }): Place => ({ span: value })), counters: counters.edits };
}

function isProjectVersion({ blocks, name }: GradleSetting): boolean {
  const isProject = blocks.length === 0 || (blocks.length === 1 && /^(?:all|sub)projects$/.test(blocks[0] ?? ''));
  return name === 'version' && isProject;
}

function hasDouble(settings: readonly GradleSetting[]): boolean {
  const places = settings.map(({ blocks, name }) => [...blocks, name].join('.'));
  return new Set(places).size < places.length;
}
