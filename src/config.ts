import { resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from './core/operatorError.ts';
import { loadOrCreateSecretKey } from './core/secretKeyFile.ts';

export interface Config {
  readonly production: boolean;
  readonly debug: boolean;
  /** The first signs and seals; what was signed or sealed with another one is still taken. */
  readonly secretKeys: SecretKeys;
  readonly allowedHosts: readonly string[];
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** In a worker process: the database that the first process has opened, whichever it is. */
  readonly openedDatabaseUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly workers: number;
  /** Absent: errors are logged only. */
  readonly sentryDsn: string | undefined;
  /** Where people reach the site, `https://crm.example.com`: links in mails are built from it. */
  readonly publicUrl: string;
  /** Absent: no mail is sent, and none is offered. */
  readonly mail: MailSettings | undefined;
  readonly ai: AiSettings;
  readonly limits: LimitSettings;
}

/** How much is too much: see src/http/limits.ts. */
export interface LimitSettings {
  /** Forms that a user sends to one process. */
  readonly savesPerMinute: number;
  /** Registrations from one network. */
  readonly signUpsPerHour: number;
  /** Downloads of a user's own data. */
  readonly downloadsPerHour: number;
}

export type SecretKeys = readonly [current: string, ...old: string[]];

interface AiSettings {
  /** Absent: this provider is not asked. */
  readonly anthropic: ProviderSettings | undefined;
  readonly openai: ProviderSettings | undefined;
  /** How long one provider may take. */
  readonly timeoutMs: number;
  /** Requests of one user in a day. */
  readonly perDay: number;
}

export interface ProviderSettings {
  readonly apiKey: string;
  readonly model: string;
  /** Absent: the provider's own address. */
  readonly baseUrl: string | undefined;
}

export interface MailSettings {
  readonly url: string;
  readonly from: string;
}

/** A setting that makes no sense; the message is one sentence that names it. */
export class SettingError extends OperatorError {}

export type Environment = Record<string, string | undefined>;

/**
 * Reads the settings of the environment (.env.example lists them).
 * @throws SettingError naming the first setting that makes no sense.
 */
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
    sentryDsn: settings.SENTRY_DSN,
    publicUrl: publicUrl(settings),
    mail: mailSettings(settings),
    ai: aiSettings(settings),
    limits: limitSettings(settings),
  });
}

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${low} to ${high}`)
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be a whole number from ${low} to ${high}`);

const hosts = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((host) => host.trim().toLowerCase())
      .filter(Boolean),
  )
  .refine((list) => list.length > 0, 'must name at least one host')
  .refine(
    (list) => list.every((host) => /^(\*|\.?\w[\w.-]*|\[[\da-f:]+\])$/.test(host)),
    'must be host names, comma-separated, without port or https://',
  );

const webAddress = z
  .string()
  .regex(/^https?:\/\/./, 'must start with https:// or http://')
  .refine(URL.canParse, 'is not an address');

const apiKey = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => /^[\x21-\x7e]+$/.test(text), 'must be one word, without quotes around it');

const modelName = z.string().regex(/^[\w.:/@-]{1,100}$/, 'must be the name of a model');

const siteAddress = z
  .string()
  .regex(/^https?:\/\/[^/?#@\s]+\/?$/, 'must be like https://crm.example.com, without a path')
  .refine(URL.canParse, 'is not an address')
  .transform((text) => new URL(text).origin);

const unlimited = 1_000_000_000;

const secretKey = z.string().min(16, 'must have at least 16 characters');

export const SettingsSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  DEBUG: z
    .enum(['True', 'False', 'true', 'false', '1', '0'], 'must be True or False')
    .default('False')
    .transform((value) => ['True', 'true', '1'].includes(value)),
  SECRET_KEY: secretKey.optional(),
  SECRET_KEY_OLD: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((key) => key.trim())
        .filter(Boolean),
    )
    .refine((keys) => keys.every((key) => secretKey.safeParse(key).success), 'must be former keys, comma-separated'),
  ALLOWED_HOSTS: hosts.default(['localhost', '127.0.0.1', '[::1]']),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'must start with postgresql://')
    .refine(URL.canParse, 'is not an address')
    .optional(),
  OPENED_DATABASE_URL: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z.string().optional(),
  WEB_CONCURRENCY: wholeNumber(1, 64).default(1),
  SENTRY_DSN: z
    .string()
    .regex(/^https?:\/\/\w+@[\w.:-]+\/(\S*\/)?\d+$/, 'must be the DSN that Sentry shows for the project')
    .optional(),
  PUBLIC_URL: siteAddress.optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/./, 'must start with smtp:// or smtps://')
    .refine(URL.canParse, 'is not an address')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/, 'must be an email address, or a name and <address>')
    .optional(),
  ANTHROPIC_API_KEY: apiKey.optional(),
  ANTHROPIC_MODEL: modelName.default('claude-sonnet-5-5'),
  ANTHROPIC_BASE_URL: webAddress.optional(),
  OPENAI_API_KEY: apiKey.optional(),
  OPENAI_MODEL: modelName.default('gpt-5.6-terra'),
  OPENAI_BASE_URL: webAddress.optional(),
  AI_TIMEOUT_SECONDS: wholeNumber(1, 300).default(30),
  AI_DAILY_LIMIT: wholeNumber(1, 100_000).default(50),
  SAVES_PER_MINUTE: wholeNumber(1, unlimited).optional(),
  SIGN_UPS_PER_HOUR: wholeNumber(1, unlimited).optional(),
  DOWNLOADS_PER_HOUR: wholeNumber(1, unlimited).optional(),
});

function aiSettings(settings: z.output<typeof SettingsSchema>): AiSettings {
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

/** Without production there is nobody to hold back: it is the operator's own computer. */
function limitSettings(settings: z.output<typeof SettingsSchema>): LimitSettings {
  const usual = (limit: number) => (settings.NODE_ENV === 'production' ? limit : unlimited);
  return Object.freeze({
    savesPerMinute: settings.SAVES_PER_MINUTE ?? usual(300),
    signUpsPerHour: settings.SIGN_UPS_PER_HOUR ?? usual(20),
    downloadsPerHour: settings.DOWNLOADS_PER_HOUR ?? usual(30),
  });
}

type Settings = z.output<typeof SettingsSchema>;

/** Without PUBLIC_URL: in production the first host that ALLOWED_HOSTS names in full, by HTTPS, else this computer. */
function publicUrl({ PUBLIC_URL, NODE_ENV, ALLOWED_HOSTS, PORT }: Settings): string {
  const host = ALLOWED_HOSTS.find(isFullName) ?? 'localhost';
  return PUBLIC_URL ?? (NODE_ENV === 'production' ? `https://${host}` : `http://localhost:${PORT}`);
}

/** Neither a star nor a domain with all that is below it. */
function isFullName(host: string): boolean {
  return host !== '*' && !host.startsWith('.');
}

function mailSettings({ SMTP_URL: url, MAIL_FROM: from, ...settings }: Settings): MailSettings | undefined {
  if (!url) return undefined;
  if (!from)
    throw new SettingError('The setting MAIL_FROM must be set with SMTP_URL: the address that mails come from.');
  const { PUBLIC_URL, NODE_ENV, ALLOWED_HOSTS } = settings;
  if (!PUBLIC_URL && NODE_ENV === 'production' && (ALLOWED_HOSTS.includes('*') || !ALLOWED_HOSTS.some(isFullName))) {
    throw new SettingError(
      'The setting PUBLIC_URL must be set with SMTP_URL when ALLOWED_HOSTS allows every host, or names none in full.',
    );
  }
  return Object.freeze({ url, from });
}

export function parseSettings<S extends z.ZodType>(environment: Environment, schema: S): z.output<S> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SettingError(`The setting ${issue?.path.join('.')} ${issue?.message}.`);
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
