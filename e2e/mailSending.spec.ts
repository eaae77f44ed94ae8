// An email that is written from a template, with a mail server on this computer.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { loadConfig } from '../src/config.ts';
import { connect } from '../src/db/client.ts';
import { embeddedUrl } from '../src/db/embedded/embedded.ts';
import { endApp, type RealApp, startApp } from '../tests/faults/realApp.ts';
import { removeData, temporaryFolder } from '../tests/support/embedded.ts';
import { test as base, expect } from './fixtures.ts';
import { Owner } from './support/owner.ts';
import { signInNewUser } from './support/signedInUser.ts';

interface SendingApp {
  app: RealApp;
  dataDir: string;
  sent: string[];
}

/** An application for this test only, with a mail server. */
const test = base.extend<{ sending: SendingApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from it.
  sending: async ({}, use) => {
    const sent: string[] = [];
    const server = mailServer(sent).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const dataDir = temporaryFolder();
    const app = await startApp(dataDir, { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'crm@example.com' });
    await use({ app, dataDir, sent });
    await endApp(app, 'SIGTERM');
    removeData(dataDir);
    server.close();
  },
  baseURL: async ({ sending }, use) => use(sending.app.address),
  owner: async ({ context, sending: { dataDir } }, use) => {
    const database = connect(embeddedUrl(dataDir) ?? '', { size: 1 });
    const username = await signInNewUser({ database, config: loadConfig({ DATA_DIR: dataDir }) }, context);
    await database.prisma.user.update({ where: { username }, data: { email: 'anna@example.com' } });
    await use(new Owner(context.request, username));
    await database.close();
  },
});

function mailServer(sent: string[]) {
  const onData = (stream: SMTPServerDataStream, _session: unknown, done: () => void) => {
    const pieces: Buffer[] = [];
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.on('end', () => {
      sent.push(Buffer.concat(pieces).toString());
      done();
    });
  };
  return new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'], onData }).server;
}

test.describe.configure({ timeout: 120_000 });

test('a template is filled in, sent by the mail server and an entry', { tag: ['@desktop', '@full'] }, async ({
  page,
  owner,
  sending: { sent },
}) => {
  await owner.send('/mail/templates/create/', {
    name: 'Offer',
    subject: 'Your offer',
    body: 'Dear {first_name}, here it is.',
  });
  const id = await owner.addContact({ first_name: 'Jan', email: 'jan@example.com', status: 'lead' });
  await page.goto(`/contacts/${id}/write/`);
  await page.getByRole('button', { name: 'Fill in' }).click();
  await expect(page.getByLabel('Text')).toHaveValue('Dear Jan, here it is.');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Send now' }).click();
  await expect(page.getByText('Email sent to jan@example.com')).toBeVisible();
  await expect(page.locator('.timeline').getByText('Dear Jan, here it is.')).toBeVisible();
  expect(sent).toEqual([expect.stringContaining('Dear Jan, here it is.')]);
});
