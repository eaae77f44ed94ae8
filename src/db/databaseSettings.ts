import { resolve } from 'node:path';
import { type Environment, parseSettings, SettingsSchema } from '../config.ts';

export interface DatabaseSettings {
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
}

const DatabaseSettingsSchema = SettingsSchema.pick({ DATABASE_URL: true, DATA_DIR: true });

/**
 * For command-line tools that need a database and no other setting.
 * @throws SettingError naming the first of them that makes no sense.
 */
export function databaseSettings(environment: Environment): DatabaseSettings {
  const { DATABASE_URL: databaseUrl, DATA_DIR } = parseSettings(environment, DatabaseSettingsSchema);
  return { databaseUrl, dataDir: resolve(DATA_DIR) };
}
