import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/globalSetup.ts',
    setupFiles: 'tests/support/setup.ts',
    pool: 'forks',
    maxWorkers: availableParallelism(),
    // The files of a worker share its modules: loading them anew for each took a quarter of the time. A file leaves behind
    // nothing but its database rows, which the next one deletes.
    isolate: false,
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // What runs only as a process of its own is tested as one (tests/server, tests/faults, e2e) and counted nowhere.
      exclude: ['src/db/generated/**', 'src/build/**', 'src/server.ts', 'src/server/**', 'src/**/*command.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 90 },
    },
  },
});
