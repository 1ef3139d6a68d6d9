import { z } from 'zod';
import { placeholdersIn } from '#domain/placeholders.ts';
import type { Deployer } from '#ports/deployer.ts';
import { Application } from './application.ts';
import { type ArgoContext, pathOf, whyNotSynced } from './start-sync.ts';

const User = z.object({ loggedIn: z.boolean().default(false) });

/**
 * Asks, without an effect, whether the token is that of an account and, where its name depends on nothing, whether the Application can be
 * deployed by. Argo CD is not asked whether the token may sync: it has no question for that which every account may ask.
 */
export async function checkArgoCd({ client, config }: ArgoContext): ReturnType<Deployer['check']> {
  const { loggedIn } = await client.get('/api/v1/session/userinfo', User);
  if (!loggedIn)
    return { ok: false, why: `Argo CD does not know the token in ${config.tokenEnv}. Set that of an account.` };
  if (placeholdersIn(config.application).length > 0) return { ok: true };
  const why = whyNotSynced(await client.get(pathOf(config.application), Application));
  return why === null ? { ok: true } : { ok: false, why };
}
