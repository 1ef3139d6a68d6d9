import { derivedId } from '#domain/derived-id.ts';
import { releaseModalLoading } from '#templates/modals/release-modal.ts';
import type { HandlerPorts } from './handler-ports.ts';
import { type Client, fillForm, openForm } from './open-form.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Opens the `/release` form empty and has it filled with what the repository says. */
export async function openReleaseForm(
  ports: HandlerPorts,
  client: Client,
  asked: {
    readonly triggerId: string;
    readonly project: string;
    readonly services: readonly string[] | null;
    readonly from: Whereabouts;
  },
): Promise<void> {
  const { triggerId, project, services, from } = asked;
  const externalId = `release-${derivedId(triggerId)}`;
  const at = { externalId, project, channel: from.channel };
  if (!(await openForm(ports, client, { triggerId, from, view: releaseModalLoading(at) }))) return;
  const job = {
    name: 'fill-release-modal' as const,
    ...at,
    services: services === null ? null : [...services],
    user: from.user,
  };
  await fillForm(ports, client, { externalId, title: 'Release', job });
}
