import { z } from 'zod';
import { linkKinds } from './links.ts';
import { repositoryPlace } from './remote-address.ts';

/** Where a repository's pages are, for a host whose address does not tell. */
export const LinkSettings = z.strictObject({
  kind: z
    .enum(linkKinds)
    .optional()
    .describe('Whose pages they are; `plain` links nothing. By the address when left out.'),
  web: z
    .string()
    .refine((text) => /^https?:\/\/[^@\s]+$/.test(text) && repositoryPlace(text) !== null, {
      message: 'expected the address of the repository’s page, such as https://git.shop.example/octo/shop',
    })
    .optional()
    .describe('Address of the repository’s page, where it is not that of `url`.'),
});
