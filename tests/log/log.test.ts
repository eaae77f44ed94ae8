import { Writable } from 'node:stream';
import pino from 'pino';
import { expect, test } from 'vitest';
import { connect } from '../../src/db/client.ts';
import { serializeError } from '../../src/log/serializeError.ts';
import { createUser, testApp } from '../support/app.ts';
import { testDatabaseUrl } from '../support/database.ts';

test.each([
  ['invalid input syntax for type integer: "Kowalski"', 'invalid input syntax for type integer: …'],
  ['column "contacts.nam" does not exist', 'column "contacts.nam" does not exist'],
  [`Cannot read properties of undefined (reading 'id')`, `Cannot read properties of undefined (reading 'id')`],
  [`Unexpected token 'K', "Kowalski" is not valid JSON`, 'Unexpected token …, … is not valid JSON'],
  ['550 no such user <jan@example.com>', '550 no such user …'],
  ['fetch failed: https://x.example/a?token=abc', 'fetch failed: https://x.example/a…'],
  ['connect postgresql://crm:secret@db:5432/crm', 'connect …'],
  ['first line\nKowalski', 'first line'],
])('the message %s is logged as %s', (message, logged) => {
  const error = serializeError(new Error(message));
  expect(error.message).toBe(logged);
  expect(error.stack).toMatch(/^at .*log\.test\.ts/);
});

test('errors of PostgreSQL and Prisma are logged without the row', async () => {
  const database = connect(await testDatabaseUrl());
  const app = await testApp();
  await createUser(app, 'kowalski');
  const data = { username: 'kowalski', email: 'jan@kowalski.example', password_hash: 'kowalski-hash' };
  const byPrisma = await database.prisma.user.create({ data }).catch((error: unknown) => error);
  const sql = `INSERT INTO users (username, password_hash) VALUES ('kowalski', '')`;
  const byPostgres = await database.pool.query(sql).catch((error: unknown) => error);
  const wrong = await database.prisma.$queryRaw`SELECT ${'kowalski'}::int`.catch((error: unknown) => error);
  await database.close();
  const lines = [byPrisma, byPostgres, wrong, new Error('outer', { cause: byPostgres })].map(logged);
  expect(lines.join('')).not.toMatch(/kowalski/i);
  expect(lines[0]).toContain('"code":"P2002"');
  expect(lines[1]).toContain('"constraint":"users_username_key"');
  for (const line of lines) expect(line).toContain('at ');
});

test('a thrown value that is not an error is logged by its type alone', () => {
  expect(serializeError('Kowalski')).toEqual({ type: 'string', message: expect.not.stringContaining('Kowalski') });
});

function logged(err: unknown): string {
  const lines: string[] = [];
  const out = new Writable({
    write: (line, _encoding, done) => {
      lines.push(String(line));
      done();
    },
  });
  pino({ serializers: { err: serializeError } }, out).error({ err }, 'failed');
  return lines.join('');
}
