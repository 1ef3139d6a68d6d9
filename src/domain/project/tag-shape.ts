import { z } from 'zod';

const letters = 'A-Za-z0-9._/@-';

/** The shape of release tags: what git allows in a name, and `{version}` once. `v{version}`, `api@{version}`. */
export const TagShape = z
  .string()
  .max(200)
  .regex(
    new RegExp(`^(?:[A-Za-z0-9][${letters}]*)?\\{version\\}[${letters}]*$`),
    'expected a tag that holds {version}, such as v{version}',
  );

/** The same for tags of services, with `{service}` in it as well. */
export const ServiceTagShape = z
  .string()
  .max(200)
  .regex(
    new RegExp(
      `^(?=.*\\{service\\})(?:[A-Za-z0-9][${letters}]*)?(?:\\{service\\}[${letters}]*\\{version\\}|\\{version\\}[${letters}]*\\{service\\})[${letters}]*$`,
    ),
    'expected a tag that holds {service} and {version}, such as {service}@{version}',
  );
