import { z } from 'zod';

/**
 * Text with one `{version}`, besides which only `{service}` and `{environment}` are filled in: the name of a tag, of an image. `example` stands
 * in the refusal of any other.
 */
export function textOfVersion(example: string) {
  return z
    .string()
    .regex(
      /^[^\s{}]*(?:\{(?:service|environment)\}[^\s{}]*)*\{version\}[^\s{}]*$/,
      `expected one {version}, as in ${example}`,
    );
}

/** The same for a tag. */
export const ofVersion = textOfVersion('v{version}');
