import { z } from 'zod';

/** The image of a version as a template: `{version}` once, `{service}` and `{environment}` as often as wanted. */
export const VersionedImage = z
  .string()
  .regex(
    /^[^\s{}]*(?:\{(?:service|environment)\}[^\s{}]*)*\{version\}[^\s{}]*$/,
    'expected one {version}, as in api:{version}',
  )
  .describe('Image of a version, such as `registry.example/{service}:{version}`.');
