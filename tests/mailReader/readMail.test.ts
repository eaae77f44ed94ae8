// Mails after the shapes that real programs give them: what is found in each.
import { expect, test } from 'vitest';
import type { ReadMail } from '../../src/mailReader/mail.ts';
import { readMail } from '../../src/mailReader/readMail.ts';
import { type MailSource, readSource } from '../../src/mailReader/readSource.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { eml, encode, msg, multipart, quotedPrintable, utf8 } from '../support/mails.ts';

const reader = { own: ['anna@firma.pl'], timeZone: 'Europe/Warsaw' };
const at = new Date('2026-11-27T22:30:00Z');

const sourceOf = (source: Buffer | string): MailSource =>
  typeof source === 'string' ? { pasted: source } : { bytes: source };

async function read(source: Buffer | string) {
  const result = await readSource(sourceOf(source), reader);
  if (!result.ok) throw new Error(result.problem);
  return result.mails;
}
const outer = async (source: Buffer | string): Promise<ReadMail> => (await read(source)).mail;
const inner = async (source: Buffer | string) => (await read(source)).forwarded;
const problem = async (source: Buffer | string) => {
  const result = await readSource(sourceOf(source), reader);
  return result.ok ? undefined : result.problem;
};

test('who wrote to whom, when, about what', async () => {
  expect(await outer(eml({ Cc: 'Ewa Nowak <EWA@example.com>' }, 'Dzień dobry'))).toMatchObject({
    kind: 'mail',
    direction: 'received',
    person: { name: 'Jan Kowalski', address: 'jan@example.com' },
    others: [{ name: 'Ewa Nowak', address: 'ewa@example.com' }],
    date: at,
    subject: 'Oferta',
    text: 'Dzień dobry',
  });
  const sent = { From: 'Anna <Anna+crm@firma.pl>', To: 'anna@firma.pl, "Kowalski, Jan" <jan@example.com>' };
  expect(await outer(eml(sent))).toMatchObject({ direction: 'sent', person: { name: 'Jan Kowalski' }, others: [] });
  const form = { From: 'Sklep <no-reply@sklep.pl>', 'Reply-To': 'ola@example.com' };
  expect((await outer(eml(form))).person?.address).toBe('ola@example.com');
});

test('every encoding becomes the same text', async () => {
  const text = 'Zażółć gęślą jaźń, Łódź';
  const typed = (charset: string, encoding: string) => ({
    'Content-Type': `text/plain; charset=${charset}`,
    'Content-Transfer-Encoding': encoding,
  });
  const latin = encode(text, 'iso-8859-2');
  const mails = [
    eml(utf8, text),
    eml(typed('iso-8859-2', '8bit'), latin),
    eml(typed('ISO-8859-2', 'quoted-printable'), quotedPrintable(latin)),
    eml(typed('windows-1250', 'base64'), encode(text, 'windows-1250').toString('base64')),
    eml(typed('utf-8', 'quoted-printable'), quotedPrintable(Buffer.from(text))),
  ];
  for (const mail of mails) expect((await outer(mail)).text).toBe(text);
  const subject = `=?iso-8859-2?Q?${quotedPrintable(encode('Zamówienie źródeł', 'iso-8859-2')).replaceAll(' ', '_')}?=`;
  const from = '=?UTF-8?B?xYF1a2FzeiDFu8OzxYJ0eQ==?= <lukasz@example.com>';
  expect(await outer(eml({ Subject: subject, From: from }))).toMatchObject({
    subject: 'Zamówienie źródeł',
    person: { name: 'Łukasz Żółty' },
  });
});

test('HTML becomes text; pictures within it are no attachments; nothing of it is run', async () => {
  const html = `<html><head><style>p{}</style><script>alert(1)</script></head><body><p>Dzień dobry,</p>
    <p>cena: <b>1&nbsp;200&nbsp;zł</b></p><img src="cid:logo" onerror="alert(1)"><p>Jan</p></body></html>`;
  const [headers, body] = multipart('related', [
    [{ 'Content-Type': 'text/html; charset=utf-8' }, html],
    [{ 'Content-Type': 'image/png', 'Content-ID': '<logo>', 'Content-Disposition': 'inline' }, 'x'],
  ]);
  const mail = await outer(eml(headers, body));
  expect(mail.text).toBe('Dzień dobry,\n\ncena: 1 200 zł\n\nJan');
  expect(mail.attachments).toEqual([]);
});

test('attachments are named', async () => {
  const [headers, body] = multipart('mixed', [
    [utf8, 'W załączniku oferta.'],
    [{ 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="Oferta 1.pdf"' }, 'x'],
  ]);
  expect(await outer(eml(headers, body))).toMatchObject({
    text: 'W załączniku oferta.',
    attachments: ['Oferta 1.pdf'],
  });
});

test('a mail of Outlook', async () => {
  const file = msg({
    subject: 'Zamówienie',
    from: { name: 'Żaneta Ślusarska', address: 'zaneta@example.com' },
    to: { name: 'Anna', address: 'anna@firma.pl' },
    body: 'Proszę o 20 sztuk.\r\n\r\nPozdrawiam\r\nŻaneta\r\nSpecjalista ds. zakupów\r\ntel. 600 100 200',
    date: at,
    messageId: '<outlook@example.com>',
  });
  expect(await outer(file)).toMatchObject({
    direction: 'received',
    person: { name: 'Żaneta Ślusarska', address: 'zaneta@example.com' },
    date: at,
    subject: 'Zamówienie',
    text: 'Proszę o 20 sztuk.\n\nPozdrawiam\nŻaneta',
    signature: 'Żaneta\nSpecjalista ds. zakupów\ntel. 600 100 200',
  });
});

const forwards: [string, string][] = [
  [
    'Gmail, English',
    `---------- Forwarded message ---------
From: Jan Kowalski <jan@example.com>
Date: Fri, Nov 27, 2026 at 11:30 PM
Subject: Oferta
To: Anna <anna@firma.pl>


Dzień dobry`,
  ],
  [
    'Gmail, Polish',
    `Do wpisania

---------- Forwarded message ---------
Od: Jan Kowalski <jan@example.com>
Date: pt., 27 lis 2026 o 23:30
Subject: Oferta
To: <anna@firma.pl>


Dzień dobry`,
  ],
  [
    'Outlook, English',
    `________________________________
From: Jan Kowalski <jan@example.com>
Sent: Friday, November 27, 2026 11:30 PM
To: Anna <anna@firma.pl>
Subject: Oferta

Dzień dobry`,
  ],
  [
    'Outlook, Polish',
    `-----Wiadomość oryginalna-----
Od: Jan Kowalski <jan@example.com>
Wysłano: piątek, 27 listopada 2026 23:30
Do: 'Anna' <anna@firma.pl>
DW: ewa@example.com
Temat: Oferta

Dzień dobry`,
  ],
  [
    'Apple Mail, English',
    `Begin forwarded message:

> From: Jan Kowalski <jan@example.com>
> Subject: Oferta
> Date: 27 November 2026 at 23:30:00 CET
> To: Anna <anna@firma.pl>
>
> Dzień dobry`,
  ],
  [
    'Apple Mail, Polish',
    `Początek przekazywanej wiadomości:

> Od: Jan Kowalski <jan@example.com>
> Temat: Oferta
> Data: 27 listopada 2026 o 23:30:00 CET
> Do: Anna <anna@firma.pl>
>
> Dzień dobry`,
  ],
  [
    'Thunderbird, Polish',
    `-------- Treść przekazanej wiadomości --------
Temat: 	Oferta
Data: 	Fri, 27 Nov 2026 23:30:00 +0100
Nadawca: 	Jan Kowalski <jan@example.com>
Adresat: 	Anna <anna@firma.pl>

Dzień dobry`,
  ],
];

const dzien = `Od: Jan Kowalski <jan@example.com>\nData: 27 listopada 2026 23:30\nTemat: Oferta\nDo: Anna <anna@firma.pl>\n\nDzień dobry`;
const htmlForwards: [string, string][] = [
  [
    'a table of Thunderbird',
    `<div>-------- Treść przekazanej wiadomości --------<table><tr><th>Temat: </th><td>Oferta</td></tr><tr><th>Data: </th>
      <td>Fri, 27 Nov 2026 23:30:00 +0100</td></tr><tr><th>Nadawca: </th><td>Jan Kowalski &lt;jan@example.com&gt;</td></tr>
      <tr><th>Adresat: </th><td>Anna &lt;anna@firma.pl&gt;</td></tr></table><br>Dzień dobry</div>`,
  ],
  [
    'a quotation of Apple Mail',
    `<blockquote type="cite"><div>Początek przekazanej wiadomości:</div><br><div><b>Od: </b><span>Jan Kowalski &lt;jan@example.com&gt;
      <br></span></div><div><b>Temat: </b><b>Oferta</b><br></div><div><b>Data: </b>27 listopada 2026 o 23:30:00 CET<br></div>
      <div><b>Do: </b>Anna &lt;anna@firma.pl&gt;<br></div><br><div>Dzień dobry</div></blockquote>`,
  ],
  [
    'bold headers of Outlook',
    `<p>FYI</p><div style="border-top:solid"><p><b>From:</b> Jan Kowalski &lt;jan@example.com&gt;<br><b>Sent:</b> Friday, November 27,
      2026 11:30 PM<br><b>To:</b> Anna<br><b>Subject:</b> Oferta</p></div><p>Dzień dobry</p>`,
  ],
];
const textForwards: [string, string][] = [
  ['Gmail in other words', `---------- Przekazana wiadomość ---------\n${dzien}`],
  ['a phone', `Wysłane z iPhone'a\n\nPoczątek przekazanej wiadomości:\n\n${dzien.replace(/^/gm, '> ')}`],
  ['a portal', `----- Wiadomość przekazana -----\n${dzien}`],
  ['another portal', `Dnia 27 listopada 2026 23:30 Jan Kowalski <jan@example.com> napisał(a):\n\n> Dzień dobry`],
  ['Roundcube', `-------- Wiadomość oryginalna --------\n${dzien.replace('Od:', 'OD:').replace('Do:', 'DO:')}`],
];

test.each([...htmlForwards, ...textForwards])('further shapes of what was forwarded: %s', async (_, body) => {
  const type: Record<string, string> = body.startsWith('<') ? { 'Content-Type': 'text/html; charset=utf-8' } : {};
  const mail = eml({ From: 'anna@firma.pl', To: 'crm@firma.pl', Subject: 'Fwd: Oferta', ...type }, body);
  const person = { name: 'Jan Kowalski', address: 'jan@example.com' };
  expect(await inner(mail)).toMatchObject({ person, date: at, subject: 'Oferta', text: 'Dzień dobry' });
});

test('who forwards is the author of the whole, also of what was forwarded before', async () => {
  const twice = `---------- Forwarded message ---------\nOd: Ewa <ewa@example.com>\nDate: sob., 28 lis 2026 o 09:00\nSubject: Fwd: Oferta\n
---------- Forwarded message ---------\n${dzien}`;
  const found = await inner(eml({ From: 'anna@firma.pl', To: 'crm@firma.pl', Subject: 'Fwd: Fwd: Oferta' }, twice));
  expect(found).toMatchObject({ person: { address: 'ewa@example.com' }, text: expect.stringContaining('Dzień dobry') });
  const ewa = await outer(eml({ From: 'ewa@example.com', Subject: 'Fwd: Oferta' }, `Zobacz\n\n${dzien}`));
  expect(ewa.text).toBe(`Zobacz\n\n${dzien}`);
});

test('odd dates, letters without an encoding, tables, lines of phones', async () => {
  const dateOf = async (date: string) => (await outer(eml({ Date: date }))).date;
  expect(await dateOf('pt, 27 lis 2026 23:30 +0100')).toEqual(at);
  expect(await dateOf('27 Nov 26 23:30 +0100')).toEqual(at);
  expect([await dateOf('Yesterday'), await dateOf('Thu, 1 Jan 1970 00:00:00 +0000')]).toEqual([undefined, undefined]);
  const plain = { 'Content-Type': 'text/plain' };
  expect((await outer(eml(plain, encode('Zażółć źdźbło', 'windows-1250')))).text).toBe('Zażółć źdźbło');
  const table = '<table><tr><td>Okno</td><td>2 szt.</td></tr><tr><td>Razem</td><td>1&nbsp;200 zł</td></tr></table>';
  const html = { 'Content-Type': 'text/html; charset=utf-8' };
  expect((await outer(eml(html, table))).text).toBe('Okno 2 szt.\nRazem 1 200 zł');
  const lines = ['Wysłano z telefonu Samsung', 'Pobierz aplikację Outlook dla systemu Android', 'Sent from my iPhone'];
  for (const line of lines) expect((await outer(eml({}, `Pasuje\n\n${line}`))).text).toBe('Pasuje');
  const long = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable' };
  expect((await outer(eml(long, 'Za=C5=BC=C3=B3=C5=82=C4=\r\n=87 ca=\r\n=C5=82o=C5=9B=C4=87'))).text).toBe(
    'Zażółć całość',
  );
  const split = '=?utf-8?B?WmHFvMOzxYLEhyBnxJnF?=\r\n =?utf-8?B?m2zEhQ==?=';
  expect((await outer(eml({ Subject: split }))).subject).toBe('Zażółć gęślą');
});

test('what has no text of its own: invitations, signed and encrypted mails, winmail.dat, nothing at all', async () => {
  const part = (type: string, name: string): [Record<string, string>, string] => [
    {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename=${name}`,
      'Content-Transfer-Encoding': 'base64',
    },
    'eJ8+Ig==',
  ];
  for (const [type, name] of [
    ['application/pkcs7-signature', 'smime.p7s'],
    ['application/ms-tnef', 'winmail.dat'],
  ] as const)
    expect(await outer(eml(...multipart('mixed', [[utf8, 'Treść'], part(type, name)])))).toMatchObject({
      text: 'Treść',
      attachments: [name],
    });
  const [headers, body] = part('application/pkcs7-mime; smime-type=enveloped-data', 'smime.p7m');
  expect(await outer(eml(headers, body))).toMatchObject({ subject: 'Oferta', text: '', attachments: ['smime.p7m'] });
  const invitation = { 'Content-Type': 'text/calendar; method=REQUEST' };
  expect(await outer(eml(invitation, 'BEGIN:VCALENDAR'))).toMatchObject({ text: '', attachments: ['text/calendar'] });
  expect(await outer(eml({ Subject: '' }, ''))).toMatchObject({ subject: '', text: '', date: at });
  const hidden = { From: 'anna@firma.pl', To: 'undisclosed-recipients:;', Bcc: 'jan@example.com' };
  expect(await outer(eml(hidden))).toMatchObject({ direction: 'sent', person: { address: 'jan@example.com' } });
});

test.each(forwards)('what was forwarded by %s', async (_, text) => {
  const mail = eml({ From: 'Anna <anna@firma.pl>', To: 'crm@firma.pl', Subject: 'Fwd: Oferta' }, text);
  const { forwarded, isForwardedByOwner } = await read(mail);
  expect(isForwardedByOwner).toBe(true);
  const expected = { direction: 'received', person: { name: 'Jan Kowalski', address: 'jan@example.com' }, date: at };
  expect(forwarded).toMatchObject({ ...expected, subject: 'Oferta', text: 'Dzień dobry' });
  const pasted = await read(text);
  const found = pasted.forwarded ?? pasted.mail;
  expect(found).toMatchObject({ ...expected, subject: 'Oferta', text: 'Dzień dobry' });
});

test('a forward of Outlook that is pasted with a line of its own above it, but not an answer', async () => {
  const outlook = forwards.find(([name]) => name === 'Outlook, Polish')?.[1].replace(/^.*\n/, '') ?? '';
  const found = await read(`Do wpisania\n\n${outlook}`);
  const mail = found.forwarded ?? found.mail;
  expect(mail).toMatchObject({
    person: { address: 'jan@example.com' },
    date: at,
    subject: 'Oferta',
    text: 'Dzień dobry',
  });
  const answer = await outer(`Pasuje.\n\n${outlook.replace('jan@example.com', 'anna@firma.pl')}`);
  expect(answer).toMatchObject({ text: 'Pasuje.', subject: '' });
});

test('a mail that is forwarded as an attachment, and as HTML of Outlook', async () => {
  const [headers, body] = multipart('mixed', [
    [utf8, 'FYI'],
    [{ 'Content-Type': 'message/rfc822', 'Content-Disposition': 'attachment' }, eml({}, 'Dzień dobry').toString()],
  ]);
  const from = { From: 'anna@firma.pl', To: 'crm@firma.pl', Subject: 'FW: Oferta', 'Message-ID': '<two@example.com>' };
  expect(await inner(eml({ ...from, ...headers }, body))).toMatchObject({ subject: 'Oferta', text: 'Dzień dobry' });
  const html = `<div><p>&nbsp;</p><div style="border-top:solid"><p><b>Od:</b> Jan Kowalski &lt;jan@example.com&gt; <br>
    <b>Wysłano:</b> piątek, 27 listopada 2026 23:30<br><b>Do:</b> Anna &lt;anna@firma.pl&gt;<br><b>Temat:</b> Oferta</p></div>
    <p>Dzień dobry</p></div>`;
  const mail = eml({ ...from, Subject: 'PD: Oferta', 'Content-Type': 'text/html; charset=utf-8' }, html);
  expect(await inner(mail)).toMatchObject({ person: { address: 'jan@example.com' }, date: at, text: 'Dzień dobry' });
});

const replies: string[] = [
  'On Fri, 27 Nov 2026 at 10:00, Anna <anna@firma.pl> wrote:\n> Czy to pasuje?',
  'pt., 27 lis 2026 o 10:00 Anna <anna@firma.pl> napisał(a):\n\n> Czy to pasuje?',
  'W dniu 27.11.2026 o 10:00, Anna pisze:\n> Czy to pasuje?',
  'Wiadomość napisana przez Anna <anna@firma.pl> w dniu 27 lis 2026, o godz. 10:00:\n\n> Czy to pasuje?',
  'Od: Anna <anna@firma.pl>\nWysłano: piątek, 27 listopada 2026 10:00\nDo: Jan\nTemat: Oferta\n\nCzy to pasuje?',
  '-----Original Message-----\nFrom: Anna <anna@firma.pl>\nSent: Friday, November 27, 2026 10:00 AM\nTo: Jan\nSubject: Oferta\n\nCzy?',
  '________________________________\nFrom: Anna <anna@firma.pl>\nSent: 27 November 2026 10:00\nTo: Jan\nSubject: Oferta\n\nCzy?',
  '> Czy to pasuje?\n> I kiedy?',
];

test.each(replies)('of a reply only what is new: %s', async (history) => {
  const { mail, forwarded } = await read(eml({ Subject: 'Re: Oferta' }, `Pasuje, dziękuję.\n\n${history}`));
  expect(mail.text).toBe('Pasuje, dziękuję.');
  expect(forwarded).toBeUndefined();
});

test('answers between the lines stay, and what would leave nothing is not cut', async () => {
  const between = '> Kiedy?\nJutro.\n> Gdzie?\nU nas.';
  expect((await outer(eml({}, between))).text).toBe(between);
  expect((await outer(eml({}, '> tylko cytat'))).text).toBe('> tylko cytat');
});

test('machines are distinguished from people', async () => {
  expect((await outer(eml({ 'Auto-Submitted': 'auto-replied' }))).kind).toBe('auto_reply');
  expect((await outer(eml({ Subject: 'Odpowiedź automatyczna: Oferta' }))).kind).toBe('auto_reply');
  expect((await outer(eml({ 'Auto-Submitted': 'no' }))).kind).toBe('mail');
  const bounce = { From: 'Mail Delivery System <MAILER-DAEMON@example.com>', Subject: 'Undelivered Mail' };
  expect((await outer(eml(bounce))).kind).toBe('bounce');
});

test('pasted text: with the sender and time above it, or nothing but words', async () => {
  const gmail = 'Oferta na okna\nJan Kowalski <jan@example.com>\n27 lis 2026, 23:30\ndo mnie\n\nDzień dobry';
  expect(await outer(gmail)).toMatchObject({
    person: { name: 'Jan Kowalski' },
    date: at,
    subject: 'Oferta na okna',
    text: 'Dzień dobry',
  });
  const thisYear = gmail.replace('27 lis 2026, 23:30', '\npt., 27 lis, 23:30 (2 dni temu)\n');
  expect(await outer(thisYear)).toMatchObject({
    person: { address: 'jan@example.com' },
    date: undefined,
    text: 'Dzień dobry',
  });
  const nameAlone =
    'Od: Jan Kowalski\nWysłano: piątek, 27 listopada 2026 23:30\nDo: Anna\nTemat: Oferta\n\nDzień dobry';
  expect(await outer(nameAlone)).toMatchObject({
    person: { name: 'Jan Kowalski', address: '' },
    date: at,
    text: 'Dzień dobry',
  });
  expect(await outer('Tylko treść')).toMatchObject({ person: undefined, date: undefined, text: 'Tylko treść' });
  expect(
    await outer(eml({}, 'Źródło').toString().replace('Message-ID', 'MIME-Version: 1.0\r\nMessage-ID')),
  ).toMatchObject({
    subject: 'Oferta',
    text: 'Źródło',
  });
});

test('the same mail has the same hash, also without a Message-ID', async () => {
  const hash = async (mail: Buffer) => (await outer(mail)).message_hash;
  expect(await hash(eml({ Subject: 'A' }))).toBe(await hash(eml({ Subject: 'B' })));
  const without = { 'Message-ID': '' };
  expect(await hash(eml(without))).toBe(await hash(eml(without)));
  expect(await hash(eml({ ...without, Subject: 'Other' }))).not.toBe(await hash(eml(without)));
});

test('what is no mail, or a bomb, is a word and not an exception', async () => {
  let nested: [Record<string, string>, string] = [utf8, 'deep'];
  for (let depth = 0; depth < 60; depth++) nested = multipart('mixed', [nested], `b${depth}`);
  expect(await problem(eml(...nested))).toBe('unreadable');
  expect(await problem(eml({ 'X-Long': 'x'.repeat(600_000) }))).toBe('unreadable');
  expect(await problem(Buffer.alloc(50_000))).toBe('notMail');
  expect(await problem(Buffer.from('Just a text'))).toBe('notMail');
  expect(await problem(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0]))).toBe('unreadable');
  expect(await problem('\0\0')).toBe('notMail');
});

test('a mail of megabytes, a million tags and an endless quotation are read in time', async () => {
  const big = Buffer.alloc(exhaustive ? 18_000_000 : 2_000_000, 'x').toString('base64');
  const attached = { 'Content-Type': 'image/jpeg; name=big.jpg', 'Content-Transfer-Encoding': 'base64' };
  const [headers, body] = multipart('mixed', [
    [utf8, 'Zdjęcia'],
    [{ ...attached, 'Content-Disposition': 'attachment' }, big],
  ]);
  expect(await outer(eml(headers, body))).toMatchObject({ text: 'Zdjęcia', attachments: ['big.jpg'] });
  const html = { 'Content-Type': 'text/html' };
  for (const bomb of ['<div>'.repeat(100_000), '<b>x</b>'.repeat(40_000), '<!--'.repeat(40_000)])
    await outer(eml(html, bomb));
  for (const text of ['> '.repeat(200_000), 'On 1 '.repeat(50_000), 'Od: a@b.pl\n'.repeat(20_000), ' '.repeat(400_000)])
    await outer(eml({}, `x${text}`));
});

test('in a thread of its own, which is given up when it takes too long', async () => {
  expect(await readMail({ bytes: eml({}) }, reader)).toMatchObject({
    ok: true,
    mails: { mail: { subject: 'Oferta' } },
  });
  const result = await readMail({ bytes: eml({}) }, reader, { milliseconds: 1, megabytes: 64 });
  expect(result).toEqual({ ok: false, problem: 'tooMuch' });
});
