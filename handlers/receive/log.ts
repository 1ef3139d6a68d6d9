import type { Logger } from 'pino';

/** The log, in pino's shape. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
