// Emails from files and pasted text: checked, then saved as entries with the right person.
import { expect, test } from 'vitest';
import { createUser, dom, signedIn, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { eml, multipart, utf8 } from '../support/mails.ts';
import { useSignedIn } from '../support/signedIn.ts';

const clock = () => new Date('2026-11-29T10:00:00Z');
const { app, alice, browser, db } = await useSignedIn({ clock }, { email: 'anna@firma.pl' });

const upload = (mail: Buffer, name = 'mail.eml') => browser.postFile('/mail/', mail, name);
const paste = (pasted: string) => browser.post('/mail/', { pasted });
const jan = (more = {}) =>
  db.contact.create({
    data: { user_id: alice.id, first_name: 'Jan', last_name: 'Kowalski', email: 'JAN@example.com', ...more },
  });
const entries = () =>
  sql('SELECT contact_id, content, direction, occurred_at, interaction_type FROM interactions ORDER BY id');
const waiting = async () => (await sql('SELECT id FROM waiting_mails ORDER BY id')).map(({ id }) => Number(id));

/** What the check page would send as it is. */
async function shownFields(): Promise<Record<string, string>> {
  const $ = dom(await browser.get('/mail/check/'));
  const form = $('form[action="/mail/check/"]');
  const fields: Record<string, string> = {};
  for (const { name, value } of form.serializeArray()) if (!name.startsWith('_')) fields[name] = value;
  return fields;
}
const save = async (changes: Record<string, string> = {}) => {
  const fields = await shownFields();
  const [id] = await waiting();
  for (const [name, value] of Object.entries(changes)) fields[`m${id}_${name}`] = value;
  return browser.post('/mail/check/', fields);
};

test('a mail from somebody known becomes an entry with its date and direction, and comes off again', async () => {
  const { id } = await jan();
  const response = await upload(eml({}, 'Dzień dobry,\nproszę o ofertę.\n\n--\nJan'));
  expect(response.headers['location']).toBe('/mail/check/');
  const saved = await save();
  expect(saved.headers['location']).toMatch(new RegExp(`^/contacts/${id}/#interaction-\\d+$`));
  expect(await entries()).toEqual([
    {
      contact_id: id,
      content: 'Oferta\n\nDzień dobry,\nproszę o ofertę.',
      direction: 'received',
      occurred_at: new Date('2026-11-27T22:30:00Z'),
      interaction_type: 'email',
    },
  ]);
  expect(await waiting()).toEqual([]);
  const page = dom(await browser.get(`/contacts/${id}/`));
  expect(page('.timeline-meta strong').text()).toBe('Email received');
  const undo = page('.flash form, [data-flash] form').attr('action') ?? page('form[action*="/undo/"]').attr('action');
  await browser.post(String(undo));
  expect(await entries()).toEqual([]);
});

test('a sent mail goes to who received it; any of their addresses counts', async () => {
  const { id } = await jan({ email: 'other@example.com', more_emails: [{ label: 'work', value: 'jan@example.com' }] });
  await upload(eml({ From: 'Anna <anna@firma.pl>', To: 'jan@example.com' }));
  await save();
  expect(await entries()).toMatchObject([{ contact_id: id, direction: 'sent' }]);
});

test('further addresses of the owner are known from the settings', async () => {
  const settings = await browser.post('/mail/settings/', {
    addresses: 'Biuro@Firma.pl\nanna@firma.eu',
    sender_name: '',
  });
  expect(settings.status).toBe(303);
  const { id } = await jan();
  await upload(eml({ From: 'biuro@firma.pl', To: 'jan@example.com' }));
  await save();
  expect(await entries()).toMatchObject([{ contact_id: id, direction: 'sent' }]);
  expect((await browser.post('/mail/settings/', { addresses: 'no address' })).status).toBe(422);
  expect((await browser.get('/mail/settings/')).text).toContain('anna@firma.eu');
});

test('who is unknown is offered as a new person, read from name and signature', async () => {
  const text = 'Dzień dobry\n\nPozdrawiam\nJan Kowalski\nDyrektor handlowy\nOkna-Pol sp. z o.o.\ntel. 600 100 200';
  await upload(eml({}, text));
  await upload(eml({ 'Message-ID': '<two@example.com>', Subject: 'Drugi' }, 'Jeszcze jedno'));
  await save();
  const people = await sql(
    'SELECT first_name, last_name, email, phone, position, (SELECT name FROM companies) AS company FROM contacts',
  );
  expect(people).toEqual([
    {
      first_name: 'Jan',
      last_name: 'Kowalski',
      email: 'jan@example.com',
      phone: '600 100 200',
      position: 'Dyrektor handlowy',
      company: 'Okna-Pol sp. z o.o.',
    },
  ]);
  expect(await entries()).toHaveLength(2);
});

test('somebody of the same name without the address is offered first, and is given it', async () => {
  const { id } = await jan({ email: '' });
  await upload(eml({ From: '"Kowalski, Jan" <jan@example.com>' }));
  await upload(eml({ From: 'Kowalski Jan <jan@example.com>', 'Message-ID': '<two@example.com>' }));
  const page = dom(await browser.get('/mail/check/'));
  expect(page('label:contains("Jan Kowalski")').first().text()).toContain('jan@example.com is added to them');
  await save();
  const emails = await sql('SELECT id, email, more_emails FROM contacts');
  expect(emails).toEqual([{ id, email: 'jan@example.com', more_emails: [] }]);
  expect(await entries()).toMatchObject([{ contact_id: id }, { contact_id: id }]);
  expect((await browser.get(`/contacts/${id}/`)).text).toContain('The address was added to 1 contact.');
  await jan({ email: '' });
  await upload(eml({ From: 'Jan Kowalski <private@example.com>', 'Message-ID': '<three@example.com>' }));
  expect(Object.entries(await shownFields())).toContainEqual([expect.stringMatching(/_who$/), 'new']);
  await save({ who: String(id) });
  const [first] = await sql<{ more_emails: unknown }>('SELECT more_emails FROM contacts ORDER BY id');
  expect(first?.more_emails).toEqual([{ label: 'other', value: 'private@example.com' }]);
});

test('of several people one is chosen; another can be typed', async () => {
  await jan();
  const other = await jan({ first_name: 'Biuro', last_name: '' });
  await upload(eml({}));
  const page = await browser.get('/mail/check/');
  expect(dom(page)('input[name$="_who"]')).toHaveLength(4);
  expect(page.text).toContain('deleted after 30 days');
  await save({ who: String(other.id) });
  expect(await entries()).toMatchObject([{ contact_id: other.id }]);
  const ola = await jan({ first_name: 'Ola', last_name: 'Nowak', email: '' });
  await upload(eml({ 'Message-ID': '<three@example.com>' }));
  const missing = await save({ who: 'other', contact: '', contact_name: '' });
  expect(missing.status).toBe(422);
  await save({ who: 'other', contact_name: 'ola nowak' });
  expect((await entries()).at(-1)).toMatchObject({ contact_id: ola.id });
});

test('a forwarded mail is that of its sender, unless the forwarder is a contact', async () => {
  const forwarded =
    '---------- Forwarded message ---------\nOd: Jan Kowalski <jan@example.com>\nDate: pt., 27 lis 2026 o 23:30\nSubject: Oferta\nTo: <anna@firma.pl>\n\nDzień dobry';
  const { id } = await jan();
  await upload(eml({ From: 'anna@firma.pl', To: 'anna@firma.pl', Subject: 'Fwd: Oferta' }, forwarded));
  await save();
  expect(await entries()).toMatchObject([{ contact_id: id, direction: 'received', content: 'Oferta\n\nDzień dobry' }]);
  const ewa = await jan({ first_name: 'Ewa', email: 'ewa@example.com' });
  await upload(eml({ From: 'ewa@example.com', Subject: 'Fwd: Oferta', 'Message-ID': '<f@x.pl>' }, forwarded));
  await save();
  expect((await entries()).at(-1)).toMatchObject({ contact_id: ewa.id });
});

test('the same mail is reported and not saved twice, nor by a second press', async () => {
  await jan();
  await upload(eml({}));
  await upload(eml({ Subject: 'again' }));
  expect(await waiting()).toHaveLength(1);
  const fields = await shownFields();
  const [one, two] = await Promise.all([browser.post('/mail/check/', fields), browser.post('/mail/check/', fields)]);
  expect([one.status, two.status]).toEqual([303, 303]);
  expect(await entries()).toHaveLength(1);
  const again = await upload(eml({}));
  expect(again.headers['location']).toBe('/mail/');
  expect((await browser.get('/mail/')).text).toContain('already in the history');
  expect(await waiting()).toEqual([]);
});

test('pasted text, edited before it is saved; attachments are only named', async () => {
  const { id } = await jan();
  const [headers, body] = multipart('mixed', [
    [utf8, 'W załączniku.'],
    [{ 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="a.pdf"' }, 'x'],
  ]);
  await upload(eml(headers, body));
  await save({ direction: 'sent', occurred_at: '2026-11-20T08:15', subject: 'Nowy temat' });
  expect(await entries()).toMatchObject([
    {
      direction: 'sent',
      occurred_at: new Date('2026-11-20T07:15:00Z'),
      content: 'Nowy temat\n\nW załączniku.\n\nAttachments (not kept): a.pdf',
    },
  ]);
  await paste('Umówiliśmy się na środę.');
  expect(await shownFields()).toMatchObject({ [`m${(await waiting())[0]}_who`]: 'other' });
  await save({ contact: String(id) });
  expect((await entries()).at(-1)).toMatchObject({
    content: 'Umówiliśmy się na środę.',
    occurred_at: new Date('2026-11-29T10:00:00Z'),
  });
});

test('later keeps a mail, removing forgets it; an automatic reply is not saved unless wanted', async () => {
  await jan();
  await upload(eml({}));
  await save({ do: 'later' });
  expect(await waiting()).toHaveLength(1);
  await save({ do: 'remove' });
  expect(await waiting()).toEqual([]);
  await upload(eml({ 'Auto-Submitted': 'auto-replied' }));
  expect(Object.entries(await shownFields())).toContainEqual([expect.stringMatching(/_do$/), 'remove']);
  expect(await entries()).toEqual([]);
});

test('several files at once; those that are no mails are named, the others go on', async () => {
  const problem = await upload(Buffer.from('nothing'), 'notes.txt');
  expect(problem.status).toBe(422);
  expect(problem.text).toContain('notes.txt');
  expect((await browser.post('/mail/', { pasted: ' ' })).status).toBe(422);
  expect((await upload(Buffer.alloc(31_000_000, 'x'), 'huge.eml')).text).toContain('huge.eml: this file is too large');
  const kept = await paste('\0');
  expect(kept.status).toBe(422);
});

test('bad input is refused in words, and what was typed stays', async () => {
  await upload(eml({ Subject: '<b>\u202e"\'; -- 😀</b>' }, '<script>alert(1)</script>'));
  expect((await browser.get('/mail/check/')).text).not.toContain('<script>alert(1)');
  const nasty = { first_name: '', last_name: '', occurred_at: 'never', phone: 'x', who: 'new' };
  const refused = await save(nasty);
  expect(refused.status).toBe(422);
  expect(dom(refused)('[data-error-summary] li').length).toBeGreaterThan(1);
  expect((await save({ first_name: '', last_name: '' })).status).toBe(422);
  expect((await save({ who: '999999' })).status).toBe(422);
  expect((await save({ who: "'; --" })).status).toBe(422);
  expect((await save({ content: 'x\0' })).status).toBe(422);
  expect((await save({ content: 'x'.repeat(19_001) })).status).toBe(422);
  expect(await entries()).toEqual([]);
});

test('HTML in a subject, a name or a text is shown as it stands, wherever the mail is seen', async () => {
  const tag = '<img src=x onerror=alert(1)>';
  await db.contact.create({ data: { user_id: alice.id, first_name: tag, email: 'jan@example.com' } });
  const html = { 'Content-Type': 'text/html; charset=utf-8', Subject: tag, Date: 'Fri, 27 Nov 2026 10:00:00 +0100' };
  await upload(eml(html, '<p>Hi <script>alert(1)</script>&lt;img src=x onerror=alert(1)&gt;</p>'), `${tag}.eml`);
  const pages = ['/mail/check/', '/dashboard/', '/activity/', '/look-back/', '/calendar/2026-11-27/?all=1'];
  await browser.get('/mail/check/');
  const saved = await save();
  const contact = String(saved.headers['location']).replace(/#.*/, '');
  const further = [contact, `${contact}history/`, `${contact}write/`, '/search/?search=img'];
  for (const path of [...pages, ...further]) {
    const { status, text } = await browser.get(path);
    expect([path, text.includes(tag), text.includes('<script>alert')]).toEqual([path, false, false]);
    if (status === 200) expect([path, text.includes('&lt;img src=x')]).toEqual([path, true]);
  }
});

test('nobody else sees the mails or saves to their contacts', async () => {
  const { id } = await jan();
  await upload(eml({}));
  const stranger = await signedIn(app, await createUser(app, 'bob'));
  expect((await stranger.get('/mail/check/')).headers['location']).toBe('/mail/');
  const [mail] = await waiting();
  await stranger.post('/mail/check/', { [`m${mail}_do`]: 'save', [`m${mail}_who`]: String(id) });
  await stranger.postFile('/mail/', eml({ From: 'ola@example.com' }), 'a.eml');
  const [, own] = await waiting();
  const foreign = {
    [`m${own}_do`]: 'save',
    [`m${own}_who`]: 'other',
    [`m${own}_contact`]: String(id),
    [`m${own}_content`]: 'x',
  };
  expect((await stranger.post('/mail/check/', foreign)).status).toBe(422);
  expect(await entries()).toEqual([]);
  expect((await new Visitor(app).get('/mail/')).headers['location']).toMatch(/^\/accounts\/login\//);
});

test('who is erased for good takes the mails that wait along', async () => {
  const { id } = await jan();
  await upload(eml({}));
  await browser.post(`/contacts/${id}/erase/`, { name: 'Jan Kowalski' });
  expect(await waiting()).toEqual([]);
});
