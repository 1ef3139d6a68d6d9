import { setTimeout as sleep } from 'node:timers/promises';

/** Requests that are made again and again, several at a time. */
export type SteadyTraffic = {
  /** How often each body was answered with 200 since the last call. */
  counted(): ReadonlyMap<string, number>;
  /** What went wrong so far: a status, or how the connection broke. */
  readonly failures: readonly string[];
  /** Waits until so many more were answered. */
  more(count: number): Promise<void>;
  /** Waits for every answer that is due; gives how many requests there were. */
  stop(): Promise<number>;
};

/** Begins to ask an address, so many requests at a time. */
export function startTraffic(url: string, atOnce: number): SteadyTraffic {
  let counts = new Map<string, number>();
  const failures: string[] = [];
  let isOver = false;
  let asked = 0;
  let answered = 0;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      asked += 1;
      try {
        const answer = await fetch(url);
        const body = await answer.text();
        if (answer.status === 200) counts.set(body, (counts.get(body) ?? 0) + 1);
        else failures.push(String(answer.status));
      } catch (error) {
        failures.push(error instanceof Error ? `${error.message} ${String(error.cause ?? '')}` : String(error));
      }
      answered += 1;
    }
  };
  const all = Promise.all(Array.from({ length: atOnce }, ask));
  return {
    counted() {
      const before = counts;
      counts = new Map();
      return before;
    },
    failures,
    async more(count) {
      const wanted = answered + count;
      while (answered < wanted) await sleep(5);
    },
    async stop() {
      isOver = true;
      await all;
      return asked;
    },
  };
}
