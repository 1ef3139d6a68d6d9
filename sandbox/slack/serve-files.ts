import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SlackCore } from './core.ts';

/** Takes uploads at the addresses of files.getUploadURLExternal and gives shared files back to the page. */
export async function serveFiles(server: FastifyInstance, core: SlackCore): Promise<void> {
  await server.register(async (files) => {
    await files.register(multipart, { limits: { fileSize: 50_000_000 } });
    files.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    files.post<{ Params: { id: string } }>('/upload/:id', async (request, reply) => {
      const upload = core.uploads.get(request.params.id);
      if (upload === undefined) return reply.code(404).send('not found');
      const content = await uploaded(request);
      if (content.length !== upload.length) return reply.code(400).send('length mismatch');
      core.uploads.replace({ ...upload, content });
      return reply.type('text/plain').send(`OK - ${content.length}`);
    });
  });
  server.get<{ Params: { id: string } }>('/files/:id/*', async (request, reply) => {
    const upload = core.uploads.get(request.params.id);
    if (upload?.content == null || upload.shared === null) return reply.code(404).send('not found');
    return reply
      .type('application/octet-stream')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(upload.name)}`)
      .send(upload.content);
  });
}

async function uploaded(request: FastifyRequest): Promise<Buffer> {
  if (request.isMultipart()) {
    const part = await request.file();
    return part === undefined ? Buffer.alloc(0) : part.toBuffer();
  }
  if (Buffer.isBuffer(request.body)) return request.body;
  return Buffer.from(typeof request.body === 'string' ? request.body : '');
}
