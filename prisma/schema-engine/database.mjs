import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * The fields of a connection address. Only with fields, not with the address, can a pool use another database.
 *
 * @param {string} url
 * @returns {pg.PoolConfig}
 */
function connectionFields(url) {
  const { host, port, user, password, database, ssl } = new pg.Client({ connectionString: url });
  return { host, port, user, password: password ?? undefined, database, ssl };
}

/**
 * Runs one statement on a connection of its own.
 *
 * @param {string} url
 * @param {string} sql
 * @param {string} [database] another database of the same server
 */
export async function query(url, sql, database) {
  const fields = connectionFields(url);
  const client = new pg.Client({ ...fields, database: database ?? fields.database });
  try {
    await client.connect();
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Creates the database that the address names.
 *
 * @param {string} url
 * @returns {Promise<{ databaseName: string }>}
 */
export async function createDatabase(url) {
  const databaseName = connectionFields(url).database ?? '';
  await query(url, `CREATE DATABASE ${pg.escapeIdentifier(databaseName)}`, 'postgres');
  return { databaseName };
}

/**
 * Describes a failed connection with the codes of Prisma's own errors.
 *
 * @param {unknown} error
 * @param {string} url
 * @returns {{ error_code: string, message: string }}
 */
export function describeError(error, url) {
  const { code, message } = /** @type {Error & { code?: string }} */ (error);
  const { host, port, database } = connectionFields(url);
  if (code === '28P01' || code === '28000')
    return { error_code: 'P1000', message: `Authentication failed: ${message}` };
  if (code === '3D000') return { error_code: 'P1003', message: `Database “${database}” does not exist.` };
  if (code === '42501') return { error_code: 'P1010', message };
  const reason = message || code || 'no answer';
  return { error_code: 'P1001', message: `Can't reach database server at ${host}:${port}: ${reason}` };
}

/** Extends the adapter with what the schema engine needs. */
export class SchemaEnginePg extends PrismaPg {
  /** @param {string} url */
  constructor(url) {
    // The engine's migration lock belongs to a session, so there must be one connection only.
    const fields = { ...connectionFields(url), max: 1 };
    super(fields, { schema: new URL(url).searchParams.get('schema') ?? 'public' });
    this.url = url;
    this.fields = fields;
  }

  /** @override */
  async connect() {
    return forEngine(await super.connect());
  }

  /** @override */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`;
    const name = pg.escapeIdentifier(database);
    await query(this.url, `CREATE DATABASE ${name}`);
    const shadow = forEngine(await new PrismaPg({ ...this.fields, database }).connect());
    const end = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await end();
      // FORCE would need a superuser while autovacuum works there.
      await query(this.url, `DROP DATABASE IF EXISTS ${name}`);
    };
    return shadow;
  }
}

/** @typedef {Awaited<ReturnType<PrismaPg['connect']>>} Adapter */

/**
 * @param {Adapter} adapter
 * @returns {Adapter}
 */
function forEngine(adapter) {
  const start = adapter.startTransaction.bind(adapter);
  adapter.startTransaction = async (level) => readingChar(await start(level));
  // The adapter splits a script at every semicolon, also inside a function's body; PostgreSQL accepts it in one piece.
  adapter.executeScript = async (script) => {
    await adapter
      .underlyingDriver()
      .query(script)
      .catch((error) => /** @type {any} */ (adapter).onError(error));
  };
  return readingChar(adapter);
}

const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * The adapter refuses columns of type "char", which PostgreSQL's catalogs have. They are read as text and reported as
 * characters.
 *
 * @template {{ queryRaw: Adapter['queryRaw'] }} Queryable
 * @param {Queryable} queryable
 * @returns {Queryable}
 */
function readingChar(queryable) {
  const inner = /** @type {any} */ (queryable);
  const queryRaw = queryable.queryRaw;
  queryable.queryRaw = async (query) => {
    const answer = await inner.performIO(query);
    const isChar = answer.fields.map((/** @type {pg.FieldDef} */ field) => field.dataTypeID === CHAR_OID);
    const fields = answer.fields.map((/** @type {pg.FieldDef} */ field, /** @type {number} */ i) =>
      isChar[i] ? { ...field, dataTypeID: TEXT_OID } : field,
    );
    const known = Object.create(inner, { performIO: { value: async () => ({ ...answer, fields }) } });
    const result = await queryRaw.call(known, query);
    const columnTypes = result.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
    return { ...result, columnTypes };
  };
  return queryable;
}
