import { createDatabase, describeError, query } from './database.mjs';

/**
 * Runs `cli <name>`. Reports a failure as the native engine does: log lines of JSON, of which the CLI skips the first.
 *
 * @param {string | undefined} name
 * @param {string} url
 */
export async function runCommand(name, url) {
  try {
    await command(name)(url);
  } catch (error) {
    log('INFO', { message: `Running ${name}` });
    log('ERROR', describeError(error, url));
    process.exitCode = 1;
  }
}

/**
 * @param {string | undefined} name
 * @returns {(url: string) => Promise<unknown>}
 */
function command(name) {
  if (name === 'can-connect-to-database') return (url) => query(url, 'SELECT 1');
  if (name === 'create-database') return createDatabase;
  throw new Error(`The schema engine knows no command “${name}”.`);
}

/**
 * @param {'INFO' | 'ERROR'} level
 * @param {object} fields
 */
function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
