import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests that start programs and servers, which one leaves out while working: `--project=app`. */
const processTests = [
  'tests/{architecture,backup,build,faults,server}/**/*.test.ts',
  'tests/db/{embedded*,schema,seed}.test.ts',
  'tests/{auth/resetPasswordCommand,sample/demo}.test.ts',
];

const shared = {
  setupFiles: 'tests/support/setup.ts',
  pool: 'forks' as const,
  // A roomier young generation: less than half of the garbage collections, for some 100 MB a worker.
  execArgv: ['--max-semi-space-size=64'],
  // The files of a worker share its modules: loading them anew for each took a quarter of the time. A file leaves behind
  // nothing but its database rows, which the next one deletes.
  isolate: false,
  restoreMocks: true,
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Here and not in the projects, which would each start a PostgreSQL of their own.
    globalSetup: 'tests/support/globalSetup.ts',
    // One more than processors, because some tests wait for time to pass.
    maxWorkers: availableParallelism() + 1,
    projects: [
      { test: { ...shared, name: 'app', include: ['tests/**/*.test.ts'], exclude: processTests } },
      { test: { ...shared, name: 'processes', include: processTests } },
    ],
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
