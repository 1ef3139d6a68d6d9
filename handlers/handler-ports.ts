import type { Configuration } from '#ports/configuration.ts';
import type { Queue } from '#ports/queue.ts';
import type { Mouth } from './receive/answer-privately.ts';
import type { Log } from './receive/log.ts';

/** Everything a listener may use. None of it can record a move: that is the worker's, which the queue leads to. */
export type HandlerPorts = {
  readonly queue: Queue;
  readonly configuration: Pick<Configuration, 'projects' | 'defaultProject'>;
  readonly messenger: Mouth;
  readonly log: Log;
};
