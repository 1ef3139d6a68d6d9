import { type EnvironmentName, type Place, places, routeOf, type ServiceName } from './place.ts';

const MOST_IN_FLIGHT = 20;
const TIMEOUT = 5_000;

const questions = { api: '/products', worker: '/', frontend: '/' } as const satisfies Record<ServiceName, string>;

/** Requests per second for each service of an environment. */
export type TrafficRates = Readonly<Record<EnvironmentName, number>>;

/** What customers saw at one place: answers, and among them the ones with 5xx or a broken connection. */
export type TrafficCount = Place & { readonly requests: number; readonly errors: number };

export type Traffic = {
  /** Begins to send; a second call changes nothing. */
  readonly start: () => void;
  /** Stops sending and resolves when the last answer is in. */
  readonly stop: () => Promise<void>;
  readonly counts: () => readonly TrafficCount[];
};

/** Customers: asks each service behind the proxy at a fixed rate. When 20 answers of a place are outstanding it skips a beat. */
export function createTraffic(options: { readonly baseUrl: () => string; readonly rates: TrafficRates }): Traffic {
  const counters = places.map((place) => ({ place, requests: 0, errors: 0, inFlight: new Set<Promise<void>>() }));
  let timers: NodeJS.Timeout[] = [];

  const ask = async (counter: (typeof counters)[number]): Promise<void> => {
    const fine = await isAnswered(`${options.baseUrl()}/${routeOf(counter.place)}${questions[counter.place.service]}`);
    counter.requests += 1;
    if (!fine) counter.errors += 1;
  };

  const beat = (counter: (typeof counters)[number]): void => {
    if (counter.inFlight.size >= MOST_IN_FLIGHT) return;
    const asked = ask(counter).finally(() => counter.inFlight.delete(asked));
    counter.inFlight.add(asked);
  };

  return {
    start: () => {
      if (timers.length > 0) return;
      const busy = counters.filter(({ place }) => options.rates[place.environment] > 0);
      timers = busy.map((counter) => setInterval(() => beat(counter), 1000 / options.rates[counter.place.environment]));
    },
    stop: async () => {
      timers.forEach(clearInterval);
      timers = [];
      await Promise.all(counters.flatMap(({ inFlight }) => [...inFlight]));
    },
    counts: () => counters.map(({ place, requests, errors }) => ({ ...place, requests, errors })),
  };
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
