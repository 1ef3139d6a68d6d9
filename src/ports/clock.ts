import type { Millis } from '#domain/ids.ts';

/** The only source of time. `now` never goes backwards within one process. */
export type Clock = { now(): Millis; sleep(millis: number, signal?: AbortSignal): Promise<void> };
