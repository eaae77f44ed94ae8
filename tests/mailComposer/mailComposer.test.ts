// Emails to contacts: templates, preview, sending once, what goes wrong.
import { expect, test } from 'vitest';
import { createUser, dom, signedIn, testApp, Visitor } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { mailbox } from '../support/mailbox.ts';
import { useSignedIn } from '../support/signedIn.ts';

const server = await mailbox();
const clock = () => new Date('2026-11-29T10:00:00Z');
const mail = { SMTP_URL: server.url, MAIL_FROM: 'Mini CRM <crm@firma.pl>', MAILS_PER_DAY: '3' };
const { app, alice, browser, db } = await useSignedIn({ clock, environment: mail }, { email: 'anna@firma.pl' });

const draft = { subject: 'Oferta na okna', body: 'Dzień dobry,\n\noferta w treści.' };
const formId = (at: number) => `form-of-this-test-${at}`;
const jan = (more = {}) =>
  db.contact.create({
    data: { user_id: alice.id, first_name: 'Jan', last_name: 'Żak', email: 'jan@example.com', ...more },
  });
const write = (id: number, fields: Record<string, string>) =>
  browser.post(`/contacts/${id}/write/`, { ...draft, ...fields });
const entries = () => sql('SELECT contact_id, content, direction, interaction_type FROM interactions ORDER BY id');
const addTemplate = async (fields: Record<string, string>) => {
  const response = await browser.post('/mail/templates/create/', { name: 'Oferta', ...draft, ...fields });
  const [last] = await sql('SELECT id FROM mail_templates ORDER BY id DESC LIMIT 1');
  return { status: response.status, id: Number(last?.['id']) };
};

test('a template is filled in, previewed, sent in the name of the owner, and an entry', async () => {
  const company = await db.company.create({ data: { user_id: alice.id, name: 'Okna-Pol' } });
  const { id } = await jan({ company_id: company.id });
  await browser.post('/mail/settings/', { sender_name: 'Anna Nowak', addresses: '' });
  const { id: template } = await addTemplate({
    subject: 'Oferta dla {firma}',
    body: 'Cześć {first_name},\n{Moja_nazwa}',
  });
  const compose = dom(await browser.get(`/contacts/${id}/write/?template=${template}`));
  expect(compose('[name=subject]').val()).toBe('Oferta dla Okna-Pol');
  expect(compose('[name=body]').val()).toBe('Cześć Jan,\nAnna Nowak');
  const filled = { subject: 'Oferta dla Okna-Pol', body: 'Cześć Jan,\nAnna Nowak' };
  const preview = dom(await write(id, { ...filled, do: 'preview' }));
  expect(preview('.mail-head').text()).toMatch(/Anna Nowak[\s\S]*anna@firma.pl[\s\S]*jan@example.com/);
  expect(await server.take()).toEqual([]);
  expect((await write(id, { ...filled, do: 'send', form_id: formId(1) })).status).toBe(303);
  const [sent] = await server.take();
  expect(sent).toMatchObject({
    to: ['jan@example.com'],
    from: 'crm@firma.pl',
    ...{ subject: filled.subject, text: expect.stringContaining('Cześć Jan') },
  });
  expect(sent?.headers).toMatch(/^From: Anna Nowak <crm@firma.pl>$/m);
  expect(sent?.headers).toMatch(/^Reply-To: Anna Nowak <anna@firma.pl>$/m);
  expect(sent?.headers).not.toMatch(/Auto-Submitted/i);
  const content = `${filled.subject}\n\n${filled.body}`;
  expect(await entries()).toEqual([{ contact_id: id, content, direction: 'sent', interaction_type: 'email' }]);
  expect(
    await sql('SELECT a.cause FROM acts a JOIN changes c ON c.act_id = a.id WHERE c.kind = $1', ['interactions']),
  ).toEqual([{ cause: 'mail' }]);
});

test('a form that is sent eight times sends one mail, and each is answered like the first', async () => {
  const { id } = await jan();
  const send = () => write(id, { do: 'send', form_id: formId(2) });
  const answers = [...(await Promise.all(Array.from({ length: 8 }, send))), await send()];
  const located = answers.map(({ status, headers }) => [status, headers['location']]);
  expect(located).toEqual(Array(9).fill([303, `/contacts/${id}/`]));
  expect(await server.take()).toHaveLength(1);
  expect(await entries()).toHaveLength(1);
});

test('what a template lacks for this person is named, and cannot be sent', async () => {
  const { id } = await jan({ first_name: '', last_name: 'Biuro' });
  const { id: template } = await addTemplate({ subject: 'Re: {last_subject}', body: 'Cześć {imię}!' });
  const page = await browser.get(`/contacts/${id}/write/?template=${template}`);
  expect(page.text).toContain('Subject of the last email, First name');
  for (const action of ['preview', 'send', 'log'])
    expect((await write(id, { body: 'Cześć {imię}!', do: action })).status).toBe(422);
  expect(await server.take()).toEqual([]);
});

test('the latest subject is known; what a value contains is not filled in again', async () => {
  const { id } = await jan({ first_name: '{last_name}' });
  await db.interaction.create({
    data: { user_id: alice.id, contact_id: id, interaction_type: 'email', content: 'Re: Odp: AD: Pytanie\n\ntekst' },
  });
  const { id: template } = await addTemplate({ subject: '{last_subject}', body: '{first_name} {unknown}' });
  const page = dom(await browser.get(`/contacts/${id}/write/?template=${template}`));
  expect(page('[name=subject]').val()).toBe('Pytanie');
  expect(page('[name=body]').val()).toBe('{last_name} {unknown}');
});

test('when the server refuses, nothing is written, the text stays, and it can be tried again', async () => {
  const { id } = await jan();
  server.refuse(true);
  const refused = await write(id, { do: 'send', form_id: formId(3) });
  server.refuse(false);
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('doesn’t accept the address jan@example.com');
  expect(dom(refused)('[name=body]').val()).toBe(draft.body);
  expect(await entries()).toEqual([]);
  expect((await write(id, { do: 'send', form_id: formId(3) })).status).toBe(303);
  expect(await server.take()).toHaveLength(1);
});

test('when the server breaks off after the text, the page says that nobody knows', async () => {
  const { id } = await jan();
  server.breakOff();
  const answer = await write(id, { do: 'send', form_id: formId(4) });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('may or may not have gone out');
  expect(answer.text).not.toContain('wasn’t sent');
  expect(await sql('SELECT state, body FROM sent_mails')).toEqual([{ state: 'sending', body: draft.body }]);
  expect((await write(id, { do: 'send', form_id: formId(4) })).text).toContain('may or may not have gone out');
  expect(await server.take()).toHaveLength(1);
  expect(dom(await browser.get(`/contacts/${id}/write/`))('[name=subject]').val()).toBe(draft.subject);
  await write(id, { do: 'log', form_id: formId(5) });
  expect((await browser.get(`/contacts/${id}/write/`)).text).not.toContain('may or may not');
});

test('a form that was refused holds its text again while it is sent anew', async () => {
  const { id } = await jan();
  server.refuse(true);
  await write(id, { do: 'send', form_id: formId(6) });
  server.refuse(false);
  server.breakOff();
  await write(id, { do: 'send', form_id: formId(6) });
  expect(await sql('SELECT state, body FROM sent_mails')).toEqual([{ state: 'sending', body: draft.body }]);
  await server.take();
});

test('a day has a limit, which refused mails do not use up', async () => {
  const { id } = await jan();
  server.refuse(true);
  for (let at = 0; at < 3; at++) expect((await write(id, { do: 'send', form_id: formId(10 + at) })).status).toBe(422);
  server.refuse(false);
  for (let at = 0; at < 3; at++) expect((await write(id, { do: 'send', form_id: formId(10 + at) })).status).toBe(303);
  const fourth = await write(id, { do: 'send', form_id: formId(13) });
  expect(fourth.status).toBe(422);
  expect(fourth.text).toContain('the limit of 3 emails in 24 hours');
  expect(await server.take()).toHaveLength(3);
});

test('when the limit cannot be counted, nothing is sent, and the mail is no question', async () => {
  const { id } = await jan();
  await sql('ALTER TABLE rate_limits RENAME TO rate_limits_away');
  const failed = await write(id, { do: 'send', form_id: formId(15) });
  await sql('ALTER TABLE rate_limits_away RENAME TO rate_limits');
  expect(failed.status).toBe(500);
  expect(await server.take()).toEqual([]);
  expect(await sql('SELECT state FROM sent_mails')).toEqual([{ state: 'failed' }]);
  expect((await write(id, { do: 'send', form_id: formId(15) })).status).toBe(303);
  expect(await server.take()).toHaveLength(1);
});

test('a refusal is answered as one, even if the limit cannot be given back', async () => {
  const { id } = await jan();
  await sql(`CREATE FUNCTION refuse_less() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'`);
  await sql(`CREATE TRIGGER refuse_less BEFORE UPDATE ON rate_limits FOR EACH ROW
    WHEN (NEW.points < OLD.points) EXECUTE FUNCTION refuse_less()`);
  server.refuse(true);
  const refused = await write(id, { do: 'send', form_id: formId(16) });
  server.refuse(false);
  await sql('DROP FUNCTION refuse_less CASCADE');
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('doesn’t accept the address jan@example.com');
  expect(await sql('SELECT state FROM sent_mails')).toEqual([{ state: 'failed' }]);
  expect(await sql('SELECT points FROM rate_limits')).toEqual([{ points: 1 }]);
});

test('deleting a contact does not give its mails back to the limit of the day', async () => {
  for (let at = 0; at < 3; at++) {
    const { id } = await jan();
    expect((await write(id, { do: 'send', form_id: formId(50 + at) })).status).toBe(303);
    await browser.post(`/contacts/${id}/delete/`);
  }
  const { id } = await jan();
  expect((await write(id, { do: 'send', form_id: formId(53) })).status).toBe(422);
  expect(await server.take()).toHaveLength(3);
});

test('headers cannot be added by a subject, a name or an address', async () => {
  const { id } = await jan({ first_name: 'Jan\r\nBcc: evil@example.com', email: 'jan@example.com' });
  await browser.post('/mail/settings/', { sender_name: 'Anna\r\nBcc: evil@example.com', addresses: '' });
  await write(id, {
    subject: 'x\r\nBcc: evil@example.com\r\n\r\n<b>',
    to: 'evil@example.com',
    do: 'send',
    form_id: formId(20),
  });
  const [sent] = await server.take();
  expect(sent?.to).toEqual(['jan@example.com']);
  expect(sent?.headers).not.toMatch(/^Bcc:/im);
});

test('what would show as something else is sent as it stands: encoded words, turned text, control characters', async () => {
  const word = '=?utf-8?Q?=0D=0ABcc:_evil@example.com?=';
  const { id } = await jan({ first_name: `${word}\u202egpj`, last_name: '\x07<b>' });
  await browser.post('/mail/settings/', { sender_name: `Anna ${word}`, addresses: '' });
  const { id: template } = await addTemplate({ subject: `${word} {first_name}`, body: '{first_name} {last_name}' });
  const compose = dom(await browser.get(`/contacts/${id}/write/?template=${template}`));
  const [subject, body] = ['subject', 'body'].map((name) => String(compose(`[name=${name}]`).val()));
  await write(id, { subject: `${subject}`, body: `${body}`, do: 'send', form_id: formId(21) });
  const [sent] = await server.take();
  expect(sent?.headers).not.toMatch(/^Bcc:|=\?utf-8\?Q\?=0D|=E2=80=AE/im);
  expect(sent?.subject).toBe(`${word} ${word}gpj`.replaceAll('=?utf', '= ?utf'));
  expect(sent?.headers.match(/^(From|Reply-To|To): .*/gm)).toEqual([
    'From: "Anna = ?utf-8?Q?=0D=0ABcc:_evil@example.com?=" <crm@firma.pl>',
    'To: "= ?utf-8?Q?=0D=0ABcc:_evil@example.com?=gpj  <b>" <jan@example.com>',
    'Reply-To: "Anna = ?utf-8?Q?=0D=0ABcc:_evil@example.com?=" <anna@firma.pl>',
  ]);
});

test('of several addresses one is chosen, and only one of theirs', async () => {
  const { id } = await jan({ more_emails: [{ label: 'work', value: 'biuro@example.com' }] });
  await write(id, { to: 'biuro@example.com', do: 'send', form_id: formId(30) });
  expect((await server.take()).map(({ to }) => to)).toEqual([['biuro@example.com']]);
});

test('a crash while sending leaves a question, which is answered by saving or sending again', async () => {
  const { id } = await jan();
  await sql(
    `INSERT INTO sent_mails (user_id, form_hash, contact_id, state, subject, body, created_at)
     VALUES ($1, repeat('x', 43), $2, 'sending', 'Zgubiony', 'tekst', $3)`,
    [alice.id, id, new Date('2026-11-29T09:00:00Z')],
  );
  const page = await browser.get(`/contacts/${id}/write/`);
  expect(page.text).toContain('may or may not have gone out');
  expect(dom(page)('[name=subject]').val()).toBe('Zgubiony');
  await write(id, { subject: 'Zgubiony', do: 'log', form_id: formId(40) });
  expect((await browser.get(`/contacts/${id}/write/`)).text).not.toContain('may or may not');
  expect(await entries()).toHaveLength(1);
});

test('without a mail server or an own address the text goes to the mail program', async () => {
  const without = await testApp({ clock });
  const { id } = await jan();
  const visitor = await signedIn(without, alice);
  const page = dom(await visitor.get(`/contacts/${id}/write/`));
  expect(page('button[value=preview]')).toHaveLength(0);
  expect(page('[data-mailto]').attr('href')).toMatch(/^mailto:jan@example.com/);
  expect((await visitor.post(`/contacts/${id}/write/`, { ...draft, do: 'send' })).status).toBe(422);
  await sql(`UPDATE users SET email = '' WHERE id = $1`, [alice.id]);
  expect((await write(id, { do: 'send' })).status).toBe(422);
  expect((await browser.get(`/contacts/${id}/write/`)).text).toContain('replies go there');
  expect(await server.take()).toEqual([]);
});

test('an address that waits for its confirmation is shown as that, with a button that sends the link again', async () => {
  const { id } = await jan();
  await sql(`UPDATE users SET email = '' WHERE id = $1`, [alice.id]);
  const missing = await browser.get(`/contacts/${id}/write/`);
  expect(missing.text).toContain('first enter and confirm');
  await sql(
    `INSERT INTO email_changes (user_id, email, token_hash, created_at, expires_at) VALUES ($1, 'new@firma.pl', 'x', now(), now())`,
    [alice.id],
  );
  for (const path of [`/contacts/${id}/write/`, '/mail/settings/']) {
    const $ = dom(await browser.get(path));
    expect($('form[action="/accounts/email/send/"]').text()).toContain('Waiting for you to confirm new@firma.pl');
    expect($('main').text()).not.toMatch(/first enter|has no email/);
  }
});

test('templates are added, changed, deleted and restored', async () => {
  expect((await browser.get('/mail/templates/')).text).toContain('No templates yet');
  const { id } = await addTemplate({ name: '<b>Ż 😀</b>' });
  expect((await browser.get(`/mail/templates/${id}/edit/`)).text).toContain('{first_name}');
  expect((await browser.post(`/mail/templates/${id}/edit/`, { ...draft, name: 'Nowa' })).status).toBe(303);
  expect((await browser.post(`/mail/templates/${id}/delete/`)).status).toBe(303);
  expect((await browser.get(`/mail/templates/${id}/edit/`)).status).toBe(404);
  expect((await browser.post(`/mail/templates/${id}/restore/`)).status).toBe(303);
  expect((await browser.get('/mail/templates/')).text).toContain('Nowa');
  const { id: unknown } = await addTemplate({ body: 'Cena: {cena}, {{foo}}, {{imię}} {cena}' });
  expect((await browser.get('/mail/templates/')).text).toContain('We don’t know {cena}, {{foo}}, so');
  expect((await browser.get(`/mail/templates/${unknown}/edit/`)).text).toContain('Cena: {cena}, {{foo}}, {{imię}}');
  expect((await addTemplate({ name: '' })).status).toBe(422);
  expect((await addTemplate({ body: 'x'.repeat(10_001) })).status).toBe(422);
  expect((await addTemplate({ subject: 'x\0' })).status).toBe(422);
});

test('nobody else writes to the contact or sees the templates', async () => {
  const { id } = await jan();
  const { id: template } = await addTemplate({ name: 'Tajny' });
  const stranger = await signedIn(app, await createUser(app, 'bob', { email: 'bob@example.com' }));
  for (const path of [`/contacts/${id}/write/`, `/mail/templates/${template}/edit/`])
    expect((await stranger.get(path)).status).toBe(404);
  const posts = [
    `/contacts/${id}/write/`,
    ...['edit', 'delete', 'restore'].map((act) => `/mail/templates/${template}/${act}/`),
  ];
  for (const path of posts) expect((await stranger.post(path, { ...draft, name: 'x', do: 'send' })).status).toBe(404);
  expect((await stranger.get('/mail/templates/')).text).not.toContain('Tajny');
  const own = await jan({ user_id: alice.id, email: 'own@example.com' });
  expect((await browser.get(`/contacts/${own.id}/write/?template=999999`)).status).toBe(404);
  expect((await new Visitor(app).get(`/contacts/${id}/write/`)).headers['location']).toMatch(/^\/accounts\/login\//);
  expect(await server.take()).toEqual([]);
});
