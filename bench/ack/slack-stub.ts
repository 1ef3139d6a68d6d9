import { createServer } from 'node:http';

/** A Slack that only tells who the bot is (auth.test). */
export async function startSlackStub(): Promise<{ readonly apiUrl: string; stop(): void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, user_id: 'U0FAIRLEAD', bot_id: 'B0FAIRLEAD', team_id: 'T0BENCH' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
