import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export type AppProcess = { readonly url: string; stop(): Promise<void> };

/** Starts one of the apps in a process of its own. Rejects when it ends before it listens. */
export async function startAppProcess(
  name: 'fairlead-app' | 'bolt-app' | 'bolt-queue-app',
  environment: Readonly<Record<string, string>>,
): Promise<AppProcess> {
  const child = fork(fileURLToPath(new URL(`./${name}.js`, import.meta.url)), {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { port: number }).port));
    child.once('exit', (code) => reject(new Error(`The ${name} ended with code ${code} before it listened.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      const exited = once(child, 'exit');
      child.kill();
      await exited;
    },
  };
}
