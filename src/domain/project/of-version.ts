import { z } from 'zod';

/** Text with one `{version}`, besides which only `{service}` and `{environment}` are filled in: the name of a tag, of an image. */
export const ofVersion = z
  .string()
  .regex(
    /^[^\s{}]*(?:\{(?:service|environment)\}[^\s{}]*)*\{version\}[^\s{}]*$/,
    'expected one {version}, as in v{version}',
  );
