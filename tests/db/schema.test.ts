// The Prisma command line with our own engine: what it reports about migrations, and what it does to a database.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrate } from '../../src/db/migrate.ts';
import { sql, testDatabaseUrl } from '../support/database.ts';
import { dropDatabase } from '../support/dropDatabase.ts';
import { exhaustive } from '../support/exhaustive.ts';

// Each call takes seconds.
vi.setConfig({ testTimeout: 90_000 });

let url: string;
let folder: string;

beforeEach(async () => {
  const name = `crm_schema_${randomUUID().replaceAll('-', '')}`;
  await sql(`CREATE DATABASE ${name}`);
  url = (await testDatabaseUrl()).replace(/[^/]+$/, name);
  folder = mkdtempSync(join(tmpdir(), 'mini-crm-schema-'));
});

afterEach(async () => {
  await dropDatabase(url);
  rmSync(folder, { recursive: true });
});

test('schema and migrations agree', async () => {
  expect(await diff('prisma/schema.prisma')).toEqual({
    code: 0,
    text: expect.stringContaining('No difference detected'),
  });
  expect(await sql(`SELECT datname FROM pg_database WHERE datname LIKE 'prisma_migrate_shadow%'`)).toEqual([]);
});

test.runIf(exhaustive)('an additional column in the schema is noticed', async () => {
  const other = join(folder, 'schema.prisma');
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  writeFileSync(other, schema.replace('model Company {', 'model Company {\n  vat_number String @default("")'));
  expect(await diff(other)).toEqual({ code: 2, text: expect.stringContaining('Added column `vat_number`') });
});

test.runIf(exhaustive)(
  'deploy migrates an empty database, and leaves nothing for the application to apply',
  async () => {
    expect(await prisma(['migrate', 'deploy'])).toEqual({
      code: 0,
      text: expect.stringContaining('successfully applied'),
    });
    expect(await migrate(url)).toEqual([]);
  },
);

test.runIf(exhaustive)('deploy and status accept what the application itself applied', async () => {
  await migrate(url);
  expect(await prisma(['migrate', 'deploy'])).toEqual({
    code: 0,
    text: expect.stringContaining('No pending migrations'),
  });
  expect(await prisma(['migrate', 'status'])).toEqual({ code: 0, text: expect.stringContaining('up to date') });
});

test.runIf(exhaustive)('a database that cannot be reached is an error, not a success', async () => {
  const nowhere = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing' };
  const outcome = await prisma(['migrate', 'deploy'], nowhere);
  expect(outcome).toEqual({ code: 1, text: expect.stringMatching(/P1001.*127\.0\.0\.1:1/) });
});

interface Outcome {
  code: number;
  text: string;
}

function diff(schema: string): Promise<Outcome> {
  return prisma(['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', schema, '--exit-code']);
}

function prisma(args: string[], settings = { DATABASE_URL: url }): Promise<Outcome> {
  const env = { ...process.env, NO_COLOR: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, ['node_modules/prisma/build/index.js', ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr });
    });
  });
}
