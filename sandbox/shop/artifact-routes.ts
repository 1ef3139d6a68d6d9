import type { FastifyInstance } from 'fastify';
import { type ArtifactStore, ArtifactUpload, type SaveOutcome } from './artifact-store.ts';
import { isServiceName } from './place.ts';
import { refuse } from './protocol-routes.ts';

type Target = { Params: { service: string; version: string } };

const reasons = {
  malformed_version: { status: 400, text: 'A version consists of letters, digits, dots, plus signs and hyphens.' },
  wrong_checksum: { status: 400, text: 'The checksum is not that of the files.' },
  missing_entry: { status: 400, text: 'The file to start is not among the files.' },
  version_taken: {
    status: 409,
    text: 'This version has been in production with other contents, and such versions never change. Release the next version.',
  },
} as const satisfies Record<Extract<SaveOutcome, { kind: 'refused' }>['reason'], { status: number; text: string }>;

/** `PUT` and `GET /artifacts/{service}/{version}`: where the shop's build script leaves its output. */
export function registerArtifactRoutes(app: FastifyInstance, artifacts: ArtifactStore): void {
  app.put<Target>('/artifacts/:service/:version', { bodyLimit: 5_000_000 }, (request, reply) => {
    const { service, version } = request.params;
    const upload = ArtifactUpload.safeParse(request.body);
    if (!isServiceName(service)) return refuse(reply, 404, 'unknown_service', `The shop has no service ${service}.`);
    if (!upload.success) return refuse(reply, 400, 'invalid_request', 'The body is no artifact.');
    const outcome = artifacts.save(service, version, upload.data);
    if (outcome.kind === 'refused') {
      const { status, text } = reasons[outcome.reason];
      return refuse(reply, status, outcome.reason, text);
    }
    return reply.code(outcome.kind === 'saved' ? 201 : 200).send({ service, version, checksum: outcome.checksum });
  });

  app.get<Target>('/artifacts/:service/:version', ({ params: { service, version } }, reply) => {
    const found = isServiceName(service) ? artifacts.find(service, version) : null;
    if (!found) return refuse(reply, 404, 'unknown_version', `No artifact of ${service} ${version} was uploaded.`);
    return { service, version, checksum: found.checksum };
  });
}
