// kill -9 after a mail server has taken a mail and before that is noted: what comes twice, and what is said of it.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect, test } from 'vitest';
import { momentIn } from '../../src/i18n/dates.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { KillableApp } from './killableApp.ts';

/** A mail server that takes mails; while it is silent, nobody is told so. */
async function mailServer() {
  const state = { taken: [] as string[], silent: true };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, { envelope }, done) {
      stream.resume();
      stream.on('end', () => {
        state.taken.push(envelope.rcptTo.map(({ address }) => address).join());
        if (!state.silent) done();
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  afterAll(() => server.close());
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(state, { url: `smtp://127.0.0.1:${port}` });
}

/** Where it is early in the morning now. */
function zoneInTheMorning(): string {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
  return zones.find((zone) => /^0[4-8]/.test(momentIn(zone, new Date()).time)) ?? 'UTC';
}

test.runIf(exhaustive)(
  'a morning mail never comes twice, a written one at most twice',
  { timeout: 600_000 },
  async () => {
    const server = await mailServer();
    const app = await KillableApp.start(undefined, { SMTP_URL: server.url, MAIL_FROM: 'crm@example.com' });
    const taken = () => expect.poll(() => server.taken.length, { timeout: 150_000 });
    await app.ask(`UPDATE users SET email = username || '@example.com'`);
    await app.ask(`INSERT INTO tasks (user_id, title, due_date) SELECT id, 'Call', '2026-01-01' FROM users`);
    await app.ask(`UPDATE profiles SET morning_mail_hour = 0, time_zone = '${zoneInTheMorning()}'`);
    await taken().toBe(1);
    await app.kill();
    expect(await app.count(`morning_mails WHERE outcome = ''`)).toBe(1);

    // Of two users the second gets the mail after the first was decided upon.
    server.silent = false;
    await app.ask(`UPDATE morning_mails SET claimed_at = claimed_at - interval '10 minutes'`);
    await app.ask(`INSERT INTO users (username, password_hash, email) VALUES ('zoe', '', 'zoe@example.com')`);
    await app.ask(`INSERT INTO profiles (user_id, morning_mail_hour, time_zone)
      SELECT u.id, 0, p.time_zone FROM users u, profiles p WHERE u.username = 'zoe'`);
    await app.ask(
      `INSERT INTO tasks (user_id, title, due_date) SELECT id, 'Call', '2026-01-01' FROM users WHERE username = 'zoe'`,
    );
    await app.restart();
    await taken().toBe(2);
    expect(server.taken).toEqual(['alice@example.com', 'zoe@example.com']);
    await expect
      .poll(() => app.ask('SELECT outcome FROM morning_mails ORDER BY user_id'))
      .toEqual([{ outcome: 'unsure' }, { outcome: 'sent' }]);
    await expect.poll(() => app.logged, { timeout: 10_000 }).toContain('it is not sent again');

    server.silent = true;
    const { visitor } = app;
    await visitor.submit(`${app.address}/contacts/create/`, { first_name: 'Jan', email: 'jan@example.com' });
    const write = (form_id: string) => {
      const form = { subject: 'Offer', body: 'Here it is.', do: 'send', form_id };
      return visitor.submit(`${app.address}/contacts/1/write/`, form);
    };
    const killed = write('form-that-is-killed').catch(() => undefined);
    await taken().toBe(3);
    await app.kill();
    await killed;
    server.silent = false;
    await app.ask(`UPDATE sent_mails SET created_at = created_at - interval '10 minutes'`);
    await app.restart();
    expect((await write('form-that-is-killed')).status).toBe(422);
    expect([server.taken.length, await app.count('interactions')]).toEqual([3, 0]);
    expect((await write('another-form-of-it')).status).toBe(303);
    expect((await write('another-form-of-it')).status).toBe(303);
    expect(server.taken.slice(2)).toEqual(['jan@example.com', 'jan@example.com']);
    expect(await app.count('interactions')).toBe(1);
    await expect.poll(() => app.logged, { timeout: 10_000 }).toContain('they may have received both');
    await app.end();
  },
);
