import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';
import { SettingError } from '../src/settings.ts';

const SECRET_KEY = 'long enough for a test';
const folder = mkdtempSync(join(tmpdir(), 'mini-crm-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('without settings it is a development server on this computer only', () => {
  expect(loadConfig({ SECRET_KEY })).toMatchObject({
    production: false,
    debug: false,
    secretKeys: [SECRET_KEY],
    allowedHosts: ['localhost', '127.0.0.1', '[::1]'],
    databaseUrl: undefined,
    dataDir: resolve('data'),
    host: '127.0.0.1',
    port: 3000,
    workers: 1,
  });
});

test('every setting is read', () => {
  const config = loadConfig({
    SECRET_KEY,
    NODE_ENV: 'production',
    DEBUG: 'True',
    ALLOWED_HOSTS: ' crm.Example.com, [::1],, 10.0.0.1 ',
    DATABASE_URL: 'postgres://u:p@db.example.com/crm?sslmode=require',
    DATA_DIR: '/var/lib/x',
    PORT: '8080',
    HOST: '::',
    WEB_CONCURRENCY: '4',
  });
  expect(config).toMatchObject({
    production: true,
    debug: true,
    secretKeys: [SECRET_KEY],
    allowedHosts: ['crm.example.com', '[::1]', '10.0.0.1'],
    databaseUrl: 'postgres://u:p@db.example.com/crm?sslmode=require',
    dataDir: '/var/lib/x',
    host: '::',
    port: 8080,
    workers: 4,
  });
});

test('in production it listens on all addresses by default', () => {
  expect(loadConfig({ SECRET_KEY, NODE_ENV: 'production' }).host).toBe('0.0.0.0');
});

test('the configuration is frozen', () => {
  const config = loadConfig({ SECRET_KEY });
  expect(() => Object.assign(config, { debug: true })).toThrow(TypeError);
  expect(() => (config.allowedHosts as string[]).push('evil')).toThrow(TypeError);
});

test('a blank setting counts as absent', () => {
  expect(loadConfig({ SECRET_KEY, PORT: ' ', DATABASE_URL: '', NODE_ENV: '' })).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    production: false,
  });
});

describe('an invalid setting is named in one sentence', () => {
  test.each([
    ['NODE_ENV', 'prod'],
    ['DEBUG', 'yes'],
    ['SECRET_KEY', 'short'],
    ['SECRET_KEY_OLD', 'long enough for an old one, short'],
    ['SAVES_PER_MINUTE', '0'],
    ['SIGN_UPS_PER_HOUR', 'many'],
    ['DOWNLOADS_PER_HOUR', '-1'],
    ['FEEDS_PER_HOUR', '0'],
    ['ALLOWED_HOSTS', ','],
    ['ALLOWED_HOSTS', 'https://crm.example.com'],
    ['ALLOWED_HOSTS', 'crm.example.com:443'],
    ['ALLOWED_HOSTS', '.'],
    ['ALLOWED_HOSTS', '*.example.com'],
    ['DATABASE_URL', 'mysql://localhost/crm'],
    ['DATABASE_URL', 'postgres://'],
    ['DATABASE_URL', 'postgresql://user:pa ss@[host/x'],
    ['PORT', '80a'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['WEB_CONCURRENCY', '0'],
    ['WEB_CONCURRENCY', 'auto'],
    ['WEB_CONCURRENCY', '9999999999999999999999'],
  ])('%s=%s', (name, value) => {
    const load = () => loadConfig({ SECRET_KEY, [name]: value });
    expect(load).toThrow(SettingError);
    expect(load).toThrow(new RegExp(`^The setting ${name} [^\\n]+\\.$`));
  });

  test('without its value, which may be a secret', () => {
    const load = () => loadConfig({ SECRET_KEY: 'tiny', DATABASE_URL: 'mysql://u:hunter2@h/x' });
    expect(load).not.toThrow(/hunter2|tiny/);
  });
});

describe('the secret key', () => {
  test('must be given in production', () => {
    expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(/SECRET_KEY must be set/);
  });

  test('is followed by former keys', () => {
    const old = ' the key of last year, the one before that ,';
    const { secretKeys } = loadConfig({ SECRET_KEY, SECRET_KEY_OLD: old });
    expect(secretKeys).toEqual([SECRET_KEY, 'the key of last year', 'the one before that']);
  });

  test('is otherwise generated once, into a file of the data folder that only its owner can read', () => {
    const DATA_DIR = join(folder, 'new', 'data');
    const [secretKey] = loadConfig({ DATA_DIR }).secretKeys;
    expect(secretKey.length).toBeGreaterThanOrEqual(32);
    expect(loadConfig({ DATA_DIR }).secretKeys[0]).toBe(secretKey);
    expect(readFileSync(join(DATA_DIR, 'secret_key'), 'utf8').trim()).toBe(secretKey);
    expect(statSync(join(DATA_DIR, 'secret_key')).mode & 0o777).toBe(0o600);
    expect(loadConfig({ DATA_DIR: join(folder, 'other') }).secretKeys[0]).not.toBe(secretKey);
  });

  test('that cannot be read stops the start and is not replaced', () => {
    const DATA_DIR = join(folder, 'unreadable');
    // Root can read every file, so this one is a folder.
    mkdirSync(join(DATA_DIR, 'secret_key'), { recursive: true });
    expect(() => loadConfig({ DATA_DIR })).toThrow(
      /^The setting DATA_DIR must name a folder whose secret_key can be read/,
    );
    expect(statSync(join(DATA_DIR, 'secret_key')).isDirectory()).toBe(true);
  });

  test('must not be empty', () => {
    const DATA_DIR = join(folder, 'empty');
    mkdirSync(DATA_DIR);
    writeFileSync(join(DATA_DIR, 'secret_key'), '\n');
    expect(() => loadConfig({ DATA_DIR })).toThrow(/secret_key is empty/);
  });
});

describe('mail', () => {
  const mail = { SECRET_KEY, SMTP_URL: 'smtps://u:p@mail.example.com', MAIL_FROM: 'CRM <crm@example.com>' };
  const production = { ...mail, NODE_ENV: 'production' };

  test('is off without SMTP_URL', () => {
    expect(loadConfig({ SECRET_KEY, MAIL_FROM: 'crm@example.com' }).mail).toBeUndefined();
    expect(loadConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM });
  });

  test('links lead to PUBLIC_URL, else to the first host, else to this computer', () => {
    expect(loadConfig({ ...production, PUBLIC_URL: 'https://Crm.example.com/' }).publicUrl).toBe(
      'https://crm.example.com',
    );
    expect(loadConfig({ ...production, ALLOWED_HOSTS: 'a.example,b.example' }).publicUrl).toBe('https://a.example');
    expect(loadConfig({ ...production, ALLOWED_HOSTS: '.example,b.example' }).publicUrl).toBe('https://b.example');
    expect(loadConfig({ SECRET_KEY, PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  test.each([
    ['SMTP_URL', { SMTP_URL: 'http://mail.example.com' }],
    ['MAIL_FROM', { MAIL_FROM: 'nobody' }],
    ['MAIL_FROM', { MAIL_FROM: undefined }],
    ['MAIL_FROM', { MAIL_FROM: 'crm@example.com>\nBcc: x@example.com' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://crm.example.com/path' }],
    ['PUBLIC_URL', { ALLOWED_HOSTS: '*' }],
    ['PUBLIC_URL', { ALLOWED_HOSTS: '.example.com' }],
  ])('an invalid %s stops the start', (name, wrong) => {
    expect(() => loadConfig({ ...production, ...wrong })).toThrow(`The setting ${name} must`);
  });
});
