import { z } from 'zod';

/** The key that signs the tags of a project, and whose signatures count when tags are looked at. */
export const Signing = z.strictObject({
  format: z.enum(['openpgp', 'ssh']).describe('Kind of signature.'),
  key: z
    .string()
    .min(1)
    .describe('Key id for openpgp; for ssh the path of the key, or key:: and the public key where an agent signs.'),
  allowedSigners: z
    .string()
    .min(1)
    .optional()
    .describe('File of the ssh keys that count besides, as ssh-keygen(1) describes under ALLOWED SIGNERS.'),
});
export type Signing = z.infer<typeof Signing>;
