import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

export interface Config {
  readonly production: boolean;
  readonly debug: boolean;
  readonly secretKey: string;
  readonly allowedHosts: readonly string[];
  /** Absent: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly workers: number;
}

/** A setting that makes no sense; the message is one sentence that names it. */
export class SettingError extends Error {}

type Environment = Record<string, string | undefined>;

/**
 * Reads every setting of docs/tech-spec.md from the environment.
 * @throws SettingError naming the first setting that makes no sense.
 */
export function loadConfig(environment: Environment): Config {
  const settings = parseSettings(environment);
  const production = settings.NODE_ENV === 'production';
  const dataDir = resolve(settings.DATA_DIR);
  return Object.freeze({
    production,
    debug: settings.DEBUG,
    secretKey: settings.SECRET_KEY ?? madeKey(production, dataDir),
    allowedHosts: Object.freeze(settings.ALLOWED_HOSTS),
    databaseUrl: settings.DATABASE_URL,
    dataDir,
    host: settings.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    port: settings.PORT,
    workers: settings.WEB_CONCURRENCY,
  });
}

const whole = (low: number, high: number) =>
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
    (list) => list.every((host) => /^(\*|[\w.-]+|\[[\da-f:]+\])$/.test(host)),
    'must be host names, comma-separated, without port or https://',
  );

const SettingsSchema = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], 'must be development, production or test')
    .default('development'),
  DEBUG: z
    .enum(['True', 'False', 'true', 'false', '1', '0'], 'must be True or False')
    .default('False')
    .transform((value) => ['True', 'true', '1'].includes(value)),
  SECRET_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  ALLOWED_HOSTS: hosts.default(['localhost', '127.0.0.1', '[::1]']),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/./, 'must start with postgresql://')
    .refine(URL.canParse, 'is not an address')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  PORT: whole(0, 65535).default(3000),
  HOST: z.string().optional(),
  WEB_CONCURRENCY: whole(1, 64).default(1),
});

function parseSettings(environment: Environment): z.output<typeof SettingsSchema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = SettingsSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new SettingError(`The setting ${issue?.path.join('.')} ${issue?.message}.`);
}

function madeKey(production: boolean, dataDir: string): string {
  if (production) {
    throw new SettingError(
      'The setting SECRET_KEY must be set in production: a long random text, kept the same across restarts.',
    );
  }
  const path = join(dataDir, 'secret_key');
  return readKey(path) ?? makeKey(path, dataDir);
}

function readKey(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function makeKey(path: string, dataDir: string): string {
  const key = randomBytes(48).toString('base64url');
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(path, `${key}\n`, { mode: 0o600 });
  return key;
}
