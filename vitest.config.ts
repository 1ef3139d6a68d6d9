import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** `#domain/x.ts` and its like mean the sources in tests, `dist/` in production. Vite's own conditions must be named beside ours. */
const conditions = ['fairlead-source', 'module', 'node', 'development|production'];
const sources = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  environments: { __vitest__: { resolve: { conditions } } },
};

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };
const rooms = ['config', 'domain', 'handlers', 'jobs', 'operations', 'oracles', 'templates'].map(
  (room) => `test/${room}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Processes, sockets, environment variables: a process of its own for each file.
      { ...sources, test: { name: 'alone', include: ['test/**/*.test.{ts,tsx}'], exclude: rooms, ...timeouts } },
      // No file here changes anything that another one sees, so that one process reads the sources once for many of them.
      { ...sources, test: { name: 'together', include: rooms, isolate: false, ...timeouts } },
    ],
  },
});
