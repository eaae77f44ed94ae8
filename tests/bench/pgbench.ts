// PostgreSQL alone: pgbench runs the statements of a page, one after the other.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Statement } from './recorder.ts';

const run = promisify(execFile);

/** Debian installs it with the server; the embedded PostgreSQL does not contain it. */
export function findPgbench(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  const places = ['/usr/bin', ...versions.map((version) => join(root, version, 'bin'))];
  return places.map((folder) => join(folder, 'pgbench')).find(existsSync);
}

/** How often per second PostgreSQL answers all statements of a page. */
export async function pgbench(program: string, url: string, statements: Statement[], seconds: number, folder: string) {
  const script = join(folder, 'page.sql');
  const values: string[] = [];
  writeFileSync(script, statements.map((statement) => `${pgbenchScript(statement, values)};\n`).join(''));
  const given = values.flatMap((value, n) => ['-D', `v${n}=${value}`]);
  // As the product sends them: prepared, or planned each time.
  const mode = statements.every(({ prepared }) => prepared) ? 'prepared' : 'extended';
  const how = ['-n', '-M', mode, '-c', '8', '-j', '2', '-T', String(seconds), '-f', script];
  const { stdout } = await run(program, [...how, ...given, url]);
  return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
}

/** The statement with variables in place of its values, which are appended to `values`. */
export function pgbenchScript(statement: Statement, values: string[]): string {
  return statement.text.trim().replace(/\$(\d+)/g, (_sign, number) => {
    const value = statement.values[Number(number) - 1] ?? null;
    return value === null ? 'NULL' : `:v${values.push(value) - 1}`;
  });
}
