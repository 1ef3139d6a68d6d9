import { textOfVersion } from './of-version.ts';

/** The image of a version as a template: `{version}` once, `{service}` and `{environment}` as often as wanted. */
export const VersionedImage = textOfVersion('api:{version}').describe(
  'Image of a version, such as `registry.example/{service}:{version}`.',
);
