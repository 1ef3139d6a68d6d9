import { describe, expect, it } from 'vitest';
import type { MetricWindow, Monitor } from '#ports/monitor.ts';
import type { Answer, Fault, FaultyServer } from '../support/forges/faulty-server.ts';

/** What a monitor of the contract is asked for: a minute in two points. */
export const contractWindow: MetricWindow = {
  metric: 'error-rate',
  service: 'api',
  environment: 'production',
  version: '1.5.0',
  from: 1_800_000_000_000,
  to: 1_800_000_060_000,
  step: 30_000,
};

/** The values the server has for the window, and what they were measured on. */
export const contractValues = [
  { at: 1_800_000_030_000, value: 0.01, requests: 400 },
  { at: 1_800_000_060_000, value: 0.02, requests: 500 },
] as const;

/** Secrets of the monitors under test, by the variables that hold them. */
export const contractSecrets = { MONITOR_KEY: 'key-0123456789', MONITOR_OTHER_KEY: 'other-9876543210' } as const;

/** One monitor over a server of a test's own, which has `contractValues` and checks every call against the vendor's description. */
export type MonitorWorld = {
  readonly server: FaultyServer;
  /** A client, with the environment it reads and the clock it looks at. */
  monitor(options: {
    readonly environment: Readonly<Record<string, string>>;
    readonly now: () => number;
    readonly timeout: number;
  }): Monitor;
  /** Whether it tells a series, or the value as of now. */
  readonly tells: 'series' | 'point';
  /** The start of every call. */
  readonly call: string;
  /** What the server answers of a version nobody knows: nothing, as a series that is empty, or that there is none. */
  readonly unknown: { readonly kind: 'series' | 'unavailable' };
  /** The vendor's words for a refusal. */
  refusal(words: string): unknown;
  /** The secrets it sends. */
  readonly secrets: readonly string[];
  /** What stands in the query for the version `1'"} OR \n x`, which may not leave its place. */
  readonly contained: string;
};

const start = async (create: () => Promise<MonitorWorld>) => {
  const world = await create();
  const clock = { now: contractWindow.to };
  const client = (environment: Readonly<Record<string, string>> = contractSecrets): Monitor =>
    world.monitor({ environment, now: () => clock.now, timeout: 1_000 });
  return { ...world, clock, client, monitor: client() };
};

/** What every monitor promises. */
export function monitorContract(name: string, create: () => Promise<MonitorWorld>): void {
  describe(`the monitor contract, kept by ${name}:`, () => {
    measuring(create);
    failing(create);
  });
}

function measuring(create: () => Promise<MonitorWorld>): void {
  it('tells values and the requests they were measured on, oldest first', async () => {
    const { monitor, tells, clock } = await start(create);
    const [, last] = contractValues;
    const series = tells === 'series' ? contractValues : [{ ...last, at: clock.now }];
    expect(await monitor.measure(contractWindow)).toEqual({ kind: tells, series });
  });

  it('knows nothing of a version that never ran', async () => {
    const { monitor, unknown } = await start(create);
    const measured = await monitor.measure({ ...contractWindow, version: '9.9.9' });
    expect(measured.kind).toBe(unknown.kind);
    if (measured.kind !== 'unavailable') expect(measured.series).toEqual([]);
  });

  it('lets no name leave its place in a query', async () => {
    const { monitor, server, contained } = await start(create);
    await monitor.measure({ ...contractWindow, version: `1'"} OR \n x` });
    expect(decodeURIComponent((server.sent[0] ?? '').replaceAll('+', ' '))).toContain(contained);
  });

  it('can be reached', async () => {
    const { monitor } = await start(create);
    expect(await monitor.check()).toEqual({ ok: true });
  });
}

function failing(create: () => Promise<MonitorWorld>): void {
  const bodies: readonly (readonly [string, Fault['answer'], RegExp])[] = [
    ['an error of the server', { status: 500, body: 'oh' }, /answered 500\./],
    ['half an answer', { status: 200, body: '{"status":"ok","data":{"acto' }, /(is no|has no)/],
    ['an answer of another kind', { status: 200, body: [1] }, /(is no|has no)/],
    ['a broken connection', 'drop', /broke the connection\./],
    ['no answer', 'hang', /did not answer within/],
  ];

  it.each(bodies)('after %s says so, and measures again at the next look', async (_what, answer, why) => {
    const { monitor, server, call, tells } = await start(create);
    server.faults = [{ call, answer }];
    expect(await monitor.measure(contractWindow)).toEqual({
      kind: 'unavailable',
      why: expect.stringMatching(why),
    });
    expect(await monitor.measure(contractWindow)).toMatchObject({ kind: tells });
  });

  it('asks nothing while it is told to wait, and asks again when the time is over', async () => {
    const { monitor, server, call, clock, tells, refusal } = await start(create);
    const answer: Answer = { status: 429, body: refusal('Slow down.'), headers: { 'retry-after': '30' } };
    server.faults = [{ call, answer }];
    expect(await monitor.measure(contractWindow)).toMatchObject({ why: expect.stringContaining('429') });
    const before = server.calls.length;
    clock.now += 10_000;
    expect(await monitor.measure(contractWindow)).toMatchObject({
      kind: 'unavailable',
      why: expect.stringContaining('not to be called for another 20 s'),
    });
    expect(server.calls.length).toBe(before);
    clock.now += 20_000;
    expect(await monitor.measure(contractWindow)).toMatchObject({ kind: tells });
  });

  it('says nothing of its secrets, also where the server repeats them', async () => {
    const { monitor, server, call, refusal, secrets } = await start(create);
    const answer: Answer = { status: 403, body: refusal(`${secrets.join(' and ')} may not.`) };
    server.faults = [
      { call, answer },
      { call, answer },
    ];
    const said = JSON.stringify([await monitor.measure(contractWindow), await monitor.check()]);
    expect(said).toContain('403');
    for (const secret of secrets) expect(said).not.toContain(secret);
    for (const secret of secrets) expect(server.sent.join()).toContain(secret);
  });

  it('sends nothing without its secret, and names the variable', async () => {
    const { client, server } = await start(create);
    const answers = [await client({}).measure(contractWindow), await client({}).check()];
    for (const answer of answers)
      expect(answer).toMatchObject({ why: expect.stringMatching(/^MONITOR_KEY is not set\./) });
    expect(server.calls).toEqual([]);
  });

  it('tells the doctor why it cannot be asked', async () => {
    const { monitor, server, call, refusal } = await start(create);
    server.faults = [{ call, answer: { status: 403, body: refusal('Forbidden.') } }];
    expect(await monitor.check()).toEqual({ ok: false, why: expect.stringContaining('403') });
  });
}
