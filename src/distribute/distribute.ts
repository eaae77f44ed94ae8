import type { Client } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { migrate } from '../db/migrate.ts';
import { withClient } from '../db/withClient.ts';
import { planDistribution } from './distribution.ts';
import { readDistribution } from './readDistribution.ts';

/**
 * Migrates a database and distributes its tables over the machines of a Citus cluster. Says each step before it is
 * done; what is done already is left alone, so that it can be run again after it was ended in the middle. @throws
 * OperatorError
 */
export function distribute(url: string, report: (sentence: string) => void): Promise<void> {
  return withClient({ connectionString: url }, async (client) => {
    await requireExtension(client);
    await requireRest(client);
    await migrate(url);
    report(await describeMachines(client));
    await carryOut(client, report);
  });
}

async function carryOut(client: Client, report: (sentence: string) => void): Promise<void> {
  // Copying a large table takes longer than a statement of a page may.
  await client.query('SET statement_timeout = 0');
  const steps = planDistribution(await readDistribution(client));
  for (const { description, sql } of steps) {
    report(description);
    await client.query(sql);
  }
  report(steps.length === 0 ? 'Everything is distributed already; nothing was changed.' : await describeResult(client));
}

async function requireExtension(client: Client): Promise<void> {
  const { rowCount } = await client.query(`SELECT FROM pg_extension WHERE extname = 'citus'`);
  if (rowCount === 0) throw new OperatorError(noExtension);
}

const noExtension =
  'This database has no Citus. Install its packages on every machine, put citus into shared_preload_libraries, restart PostgreSQL, ' +
  'and run CREATE EXTENSION citus in this database: https://docs.citusdata.com/. Nothing was changed.';

async function requireRest(client: Client): Promise<void> {
  const { rows } = await client.query<{ others: number }>(othersSql);
  const others = rows[0]?.others ?? 0;
  if (others > 0) throw new OperatorError(`${others} other connections use this database. ${stopFirst}`);
}

const stopFirst = 'Stop Mini CRM on all machines, since foreign keys are missing meanwhile, and run this again.';

/** Connections of Citus itself do not count. */
const othersSql = `SELECT count(*)::int AS others FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    AND application_name NOT LIKE 'citus%'`;

async function describeMachines(client: Client): Promise<string> {
  const text = `SELECT count(*)::int AS machines FROM pg_dist_node WHERE isactive AND noderole = 'primary' AND shouldhaveshards`;
  const { rows } = await client.query<{ machines: number }>(text);
  const machines = rows[0]?.machines ?? 0;
  if (machines === 0)
    return 'No other machine is known, so all rows stay on this one: add machines by citus_add_node().';
  return `Machines that take rows: ${machines}.`;
}

async function describeResult(client: Client): Promise<string> {
  const { tables } = await readDistribution(client);
  const count = (target: string) => tables.filter((table) => table.isDone && table.target === target).length;
  return `Done: ${count('distributed')} tables are distributed by their owner, and every machine has a copy of ${count('copied')}.`;
}
