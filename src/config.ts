import { resolve } from 'node:path';
import { loadOrCreateSecretKey } from './core/secretKeyFile.ts';
import { type DropSettings, dropSettings, type MailSettings, mailSettings, publicUrl } from './mailSettings.ts';
import { type Environment, parseSettings, SettingError, type Settings, SettingsSchema, unlimited } from './settings.ts';

export interface Config {
  readonly production: boolean;
  readonly debug: boolean;
  /** The current key signs and encrypts; former keys are still accepted. */
  readonly secretKeys: SecretKeys;
  readonly allowedHosts: readonly string[];
  /** Undefined means the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The database that the primary process has opened; set only in the web processes that it forks. */
  readonly openedDatabaseUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly workers: number;
  /** Which processes run the jobs of the queue: the web processes, or only `npm run worker`. */
  readonly jobsIn: 'web' | 'worker';
  readonly sentryDsn: string | undefined;
  /** The origin for links in mails, `https://crm.example.com`. */
  readonly publicUrl: string;
  /** Undefined when mail is off. */
  readonly mail: MailSettings | undefined;
  /** Undefined when no mailbox is read. */
  readonly drop: DropSettings | undefined;
  /** Within how many days administrators must have a second factor; undefined asks for none. */
  readonly staffTwoFactorDays: number | undefined;
  /** For security.txt; undefined means the site itself. */
  readonly securityContact: string | undefined;
  /** Undefined means that no password is looked up. */
  readonly breachedPasswordsUrl: string | undefined;
  readonly ai: AiSettings;
  readonly limits: LimitSettings;
  /** Days that changes of records are kept; undefined keeps them as long as the record. */
  readonly historyDays: number | undefined;
}

export interface LimitSettings {
  /** Per user and process. */
  readonly savesPerMinute: number;
  /** Per network. */
  readonly signUpsPerHour: number;
  /** Per user. */
  readonly downloadsPerHour: number;
  /** Readings of calendar feeds, per network. */
  readonly feedsPerHour: number;
  /** Emails to contacts, per user. */
  readonly mailsPerDay: number;
}

export type SecretKeys = readonly [current: string, ...old: string[]];

interface AiSettings {
  readonly anthropic: ProviderSettings | undefined;
  readonly openai: ProviderSettings | undefined;
  readonly timeoutMs: number;
  /** Requests per user. */
  readonly perDay: number;
}

export interface ProviderSettings {
  readonly apiKey: string;
  readonly model: string;
  /** Undefined means the provider's own address. */
  readonly baseUrl: string | undefined;
}

/** Reads the settings listed in .env.example. @throws SettingError naming the first invalid one */
export function loadConfig(environment: Environment): Config {
  const settings = parseSettings(environment, SettingsSchema);
  const production = settings.NODE_ENV === 'production';
  const dataDir = resolve(settings.DATA_DIR);
  return Object.freeze({
    production,
    debug: settings.DEBUG,
    secretKeys: Object.freeze([
      settings.SECRET_KEY ?? generatedKey(production, dataDir),
      ...settings.SECRET_KEY_OLD,
    ] as const),
    allowedHosts: Object.freeze(settings.ALLOWED_HOSTS),
    databaseUrl: settings.DATABASE_URL,
    openedDatabaseUrl: settings.OPENED_DATABASE_URL,
    dataDir,
    host: settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: settings.PORT,
    workers: settings.WEB_CONCURRENCY,
    jobsIn: settings.JOBS_IN,
    sentryDsn: settings.SENTRY_DSN,
    publicUrl: publicUrl(settings),
    mail: mailSettings(settings),
    drop: dropSettings(settings),
    staffTwoFactorDays: settings.STAFF_TWO_FACTOR_DAYS,
    securityContact: settings.SECURITY_CONTACT,
    breachedPasswordsUrl: settings.BREACHED_PASSWORDS_URL,
    ai: aiSettings(settings),
    historyDays: settings.HISTORY_DAYS,
    limits: limitSettings(settings),
  });
}

function aiSettings(settings: Settings): AiSettings {
  const provider = (name: 'ANTHROPIC' | 'OPENAI'): ProviderSettings | undefined => {
    const apiKey = settings[`${name}_API_KEY`];
    if (!apiKey) return undefined;
    return Object.freeze({ apiKey, model: settings[`${name}_MODEL`], baseUrl: settings[`${name}_BASE_URL`] });
  };
  return Object.freeze({
    anthropic: provider('ANTHROPIC'),
    openai: provider('OPENAI'),
    timeoutMs: settings.AI_TIMEOUT_SECONDS * 1000,
    perDay: settings.AI_DAILY_LIMIT,
  });
}

/** Limits apply by default in production only: elsewhere the computer is the operator's own. */
function limitSettings(settings: Settings): LimitSettings {
  const inProduction = (limit: number) => (settings.NODE_ENV === 'production' ? limit : unlimited);
  return Object.freeze({
    savesPerMinute: settings.SAVES_PER_MINUTE ?? inProduction(300),
    signUpsPerHour: settings.SIGN_UPS_PER_HOUR ?? inProduction(20),
    downloadsPerHour: settings.DOWNLOADS_PER_HOUR ?? inProduction(30),
    feedsPerHour: settings.FEEDS_PER_HOUR ?? inProduction(600),
    mailsPerDay: settings.MAILS_PER_DAY,
  });
}

function generatedKey(production: boolean, dataDir: string): string {
  if (production) {
    throw new SettingError(
      'The setting SECRET_KEY must be set in production: a long random text, kept the same across restarts.',
    );
  }
  try {
    return loadOrCreateSecretKey(dataDir);
  } catch (error) {
    const { message } = error as Error;
    throw new SettingError(
      `The setting DATA_DIR must name a folder whose secret_key can be read and written: ${message}.`,
    );
  }
}
