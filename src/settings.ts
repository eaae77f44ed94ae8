import { resolve } from 'node:path';
import { z } from 'zod';
import { OperatorError } from './core/operatorError.ts';
import { apiKey, hosts, modelName, secretKey, siteAddress, webAddress, wholeNumber } from './settingValues.ts';

export type Environment = Record<string, string | undefined>;

/** An invalid setting. The message is one sentence that names it. */
export class SettingError extends OperatorError {}

export const unlimited = 1_000_000_000;

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
  JOBS_IN: z.enum(['web', 'worker'], 'must be web or worker').default('web'),
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
  IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\/[^\s/:@]+:[^\s/:@]+@./, 'must be like imaps://user:password@mail.example.com:993/INBOX')
    .refine(URL.canParse, 'is not an address')
    .optional(),
  IMAP_ADDRESS: z
    .string()
    .regex(/^[^\s@+<>]+@[^\s@<>]+$/, 'must be the email address of the mailbox, without a plus')
    .optional(),
  ANTHROPIC_API_KEY: apiKey.optional(),
  ANTHROPIC_MODEL: modelName.default('claude-sonnet-5-5'),
  ANTHROPIC_BASE_URL: webAddress.optional(),
  OPENAI_API_KEY: apiKey.optional(),
  OPENAI_MODEL: modelName.default('gpt-5.6-terra'),
  OPENAI_BASE_URL: webAddress.optional(),
  AI_TIMEOUT_SECONDS: wholeNumber(1, 300).default(30),
  AI_DAILY_LIMIT: wholeNumber(1, 100_000).default(50),
  STAFF_TWO_FACTOR_DAYS: wholeNumber(0, 365).optional(),
  SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:|https:\/\/|tel:)\S+$/, 'must begin with mailto:, https:// or tel:')
    .optional(),
  BREACHED_PASSWORDS_URL: webAddress.optional(),
  SAVES_PER_MINUTE: wholeNumber(1, unlimited).optional(),
  SIGN_UPS_PER_HOUR: wholeNumber(1, unlimited).optional(),
  DOWNLOADS_PER_HOUR: wholeNumber(1, unlimited).optional(),
  FEEDS_PER_HOUR: wholeNumber(1, unlimited).optional(),
  MAILS_PER_DAY: wholeNumber(1, 10_000).default(50),
  HISTORY_DAYS: wholeNumber(30, unlimited).optional(),
  BACKUP_RECIPIENT: z
    .string()
    .regex(/^age1[a-z0-9]{20,}$/, 'must be a public key of age, which begins with age1')
    .optional(),
  BACKUP_PASSPHRASE: z.string().min(16, 'must have at least 16 characters').optional(),
  BACKUP_IDENTITY: z
    .string()
    .regex(/^AGE-SECRET-KEY-[A-Z0-9-]+$/, 'must be a secret key of age, which begins with AGE-SECRET-KEY-')
    .optional(),
});

export type Settings = z.output<typeof SettingsSchema>;

export interface DatabaseSettings {
  /** Undefined means the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl?: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
}

/** The settings of command-line tools that only need a database. @throws SettingError naming the first invalid one */
export function databaseSettings(environment: Environment): DatabaseSettings {
  const schema = SettingsSchema.pick({ DATABASE_URL: true, DATA_DIR: true });
  const { DATABASE_URL: databaseUrl, DATA_DIR } = parseSettings(environment, schema);
  return { databaseUrl, dataDir: resolve(DATA_DIR) };
}

/** Reads the settings of a schema; an empty one counts as absent. @throws SettingError naming the first invalid one */
export function parseSettings<S extends z.ZodType>(environment: Environment, schema: S): z.output<S> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SettingError(`The setting ${issue?.path.join('.')} ${issue?.message}.`);
}
