import { fileURLToPath } from 'node:url';
import { config } from 'dotenv';
import { defineConfig } from 'prisma/config';
import { embeddedUrl } from './src/db/embedded/embedded.ts';
import { databaseSettings } from './src/settings.ts';

config({ quiet: true });

// The native schema engine is downloaded from outside npm, which a company proxy or a CI may forbid; ours is Prisma's own
// engine as WebAssembly (docs/decisions/001-prisma-without-engine-download.md). Windows starts no script as a program.
if (process.platform !== 'win32') {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= fileURLToPath(new URL('prisma/schema-engine.mjs', import.meta.url));
}

// Without DATABASE_URL the embedded PostgreSQL, if it runs. Generating the client needs no database.
const { databaseUrl, dataDir } = databaseSettings(process.env);
const url = databaseUrl ?? embeddedUrl(dataDir);

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed.ts' },
  ...(url && { datasource: { url } }),
});
