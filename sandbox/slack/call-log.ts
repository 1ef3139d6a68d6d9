import type { JsonObject } from './json-object.ts';

/** One Web API call as it was received. `error` is Slack's word, or the fault that kept it from an answer. */
export type CallRecord = {
  readonly at: number;
  readonly method: string;
  readonly args: JsonObject;
  readonly ok: boolean;
  readonly error?: string;
};

/** The Web API calls received, oldest first. Only the newest 50,000 are kept whole; all are counted. */
export type CallLog = {
  readonly all: () => readonly CallRecord[];
  readonly of: (method: string) => readonly CallRecord[];
  readonly count: (method?: string) => number;
  readonly add: (record: CallRecord) => void;
  readonly clear: () => void;
};

const kept = 50_000;

/** Starts with no calls. */
export function createCallLog(): CallLog {
  let records: CallRecord[] = [];
  let counts = new Map<string, number>();
  return {
    all: () => records,
    of: (method) => records.filter((record) => record.method === method),
    count: (method) =>
      method === undefined ? [...counts.values()].reduce((sum, count) => sum + count, 0) : (counts.get(method) ?? 0),
    add(record) {
      records.push(record);
      counts.set(record.method, (counts.get(record.method) ?? 0) + 1);
      if (records.length > kept * 2) records = records.slice(-kept);
    },
    clear() {
      records = [];
      counts = new Map();
    },
  };
}
