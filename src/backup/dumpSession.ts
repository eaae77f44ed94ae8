import type { Client } from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { prismaLock } from '../db/migrate.ts';
import { withClient } from '../db/withClient.ts';

// The text format of COPY depends on these settings.
const fixedForms = `SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 3;
  SET bytea_output = 'hex'; SET statement_timeout = 0; SET lock_timeout = '30s'`;

export async function withSession<T>(
  connectionString: string,
  lock: 'shared' | 'exclusive',
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const settings = { connectionString, application_name: 'mini-crm backup', client_encoding: 'UTF8' };
  const refused = (cause: Error) =>
    new OperatorError(`The database cannot be used: ${cause.message.replace(/\.$/, '')}.`, { cause });
  return withClient(
    settings,
    async (client) => {
      await client.query(fixedForms);
      // Keeps migrations from running during a backup or restore.
      await client.query(`SELECT pg_advisory_lock${lock === 'shared' ? '_shared' : ''}($1)`, [prismaLock]);
      return work(client);
    },
    refused,
  );
}
