import { Client } from 'pg';
import { PlainError } from '../plainError.ts';

/** The key of Prisma's advisory lock: no migration runs beside a backup or a restore. */
const prismaLock = 72_707_369;

// What text COPY writes and reads depends on these.
const fixedForms = `SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET extra_float_digits = 3;
  SET bytea_output = 'hex'; SET statement_timeout = 0; SET lock_timeout = '30s'`;

/** A connection of its own, on which values are written in the same form everywhere. */
export async function withSession<T>(
  connectionString: string,
  lock: 'shared' | 'exclusive',
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ connectionString, application_name: 'mini-crm backup', client_encoding: 'UTF8' });
  client.on('error', () => {});
  try {
    await client.connect().catch((error: Error) => {
      throw new PlainError(`The database cannot be used: ${error.message.replace(/\.$/, '')}.`, { cause: error });
    });
    await client.query(fixedForms);
    await client.query(`SELECT pg_advisory_lock${lock === 'shared' ? '_shared' : ''}($1)`, [prismaLock]);
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
