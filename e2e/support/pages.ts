// All pages, for what must hold on each. Add a new page here.
import type { Owner } from './owner.ts';

export const visitorPages = [
  '/',
  '/?lang=pl',
  '/accounts/login/',
  '/accounts/login/?next=/contacts/',
  '/accounts/register/',
  '/accounts/password-reset/',
  '/accounts/reset/nothing/',
];

/** Pages of an empty account. */
export const emptyPages = [
  '/dashboard/',
  '/look-back/',
  '/contacts/',
  '/contacts/create/',
  '/contacts/?search=nobody',
  '/contacts/import/',
  '/contacts/export/',
  '/companies/',
  '/companies/create/',
  '/companies/?search=nothing',
  '/mail/',
  '/mail/settings/',
  '/mail/templates/',
  '/mail/templates/create/',
  '/tags/',
  '/tags/create/',
  '/accounts/profile/',
  '/accounts/data/',
  '/accounts/two-factor/',
  '/accounts/passkeys/',
  '/accounts/delete/',
  '/search/',
  '/search/?search=nobody',
  '/quick-add/',
  '/quick-add/note/',
  '/quick-add/task/',
  '/shortcuts/',
  '/trash/',
  '/activity/',
  '/calendar/',
  '/calendar/?view=week',
  '/calendar/2026-11-29/',
  '/calendar/feed/',
  '/nowhere/',
];

/** Texts without a possible line break. */
const word = 'Konstantynopolitańczykowianeczka'.repeat(7);
const address = `https://${'a'.repeat(60)}.example.com/${'path'.repeat(90)}`;

/** Creates records with the longest texts, by default more than fit on a page. */
export async function longPages(owner: Owner, most = 21): Promise<string[]> {
  const company = await owner.addCompany({
    name: word.slice(0, 200),
    website: address,
    industry: word.slice(0, 100),
    address: `${word}\n`.repeat(5),
    phone: '+48 22 555 01 01 w. 5, kom. 601 555 100',
    email: `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.example.com`,
    tax_id: '123-456-32-18',
    notes: `${word}\n`.repeat(5),
  });
  const people = [];
  for (let count = 0; count < most; count++) people.push(await owner.addContact(longContact(company, count)));
  const [contact] = people;
  await owner.send('/mail/templates/create/', {
    name: word.slice(0, 100),
    subject: word.slice(0, 200),
    body: `${word}\n`.repeat(3),
  });
  const [waiting, done] = [await owner.send('/contacts/import/', { rows: longRows }), await importDone(owner)];
  return [
    '/dashboard/',
    '/contacts/',
    '/contacts/?page=2',
    '/contacts/?status=lead&search=konstanty&sort=name',
    `/contacts/${contact}/`,
    `/contacts/${contact}/write/`,
    `/contacts/${contact}/edit/`,
    `/contacts/${contact}/delete/`,
    `/contacts/${contact}/history/`,
    `/contacts/${contact}/qr/`,
    '/contacts/export/?search=konstanty&sort=name',
    '/companies/export/',
    `/contacts/${contact}/data/`,
    `/contacts/${contact}/erase/`,
    '/contacts/views/',
    `/contacts/${contact}/merge/`,
    '/duplicates/',
    '/duplicates/different/',
    '/tags/',
    '/activity/',
    '/activity/?page=2',
    '/calendar/?date=2026-02-28',
    '/calendar/2026-02-28/',
    `/contacts/create/?company=${company}`,
    await owner.send('/mail/', { pasted: longMail }),
    '/mail/templates/',
    '/contacts/import/',
    waiting,
    done,
    `${done}undo/`,
    '/companies/',
    `/companies/${company}/`,
    `/companies/${company}/?page=2`,
    `/companies/${company}/edit/`,
    `/companies/${company}/delete/`,
    '/accounts/profile/',
    '/accounts/delete/',
  ];
}

/** A file whose column names, values and errors are as long as possible. */
const longRows = [
  ['Imię', word, 'Firma', 'E-mail', 'Uwagi'].join('\t'),
  ['Ewa', word, word.slice(0, 200), `${'a'.repeat(60)}0@${'b'.repeat(60)}.${'c'.repeat(60)}.example.com`, word].join(
    '\t',
  ),
  [word, word, word, word, word].join('\t'),
].join('\n');

const longMail = `From: ${word.slice(0, 100)} <${'a'.repeat(60)}@${'b'.repeat(60)}.example.com>
Date: 27 November 2026 23:30
Subject: ${word.slice(0, 200)}
To: owner@example.com

${word}`;

async function importDone(owner: Owner): Promise<string> {
  const path = await owner.send('/contacts/import/', { rows: `Name\n${word.slice(0, 100)}\n${word}` });
  return owner.send(`${path}run/`, { 'columns[]': 'full_name', header: '1', encoding: 'utf-8', existing: 'skip' });
}

function longContact(company: number, count: number): Record<string, string> {
  return {
    first_name: word.slice(0, 98) + count,
    last_name: word.slice(0, 100),
    company: String(company),
    position: word.slice(0, 100),
    email: `${'a'.repeat(60)}${count}@${'b'.repeat(60)}.${'c'.repeat(60)}.example.com`,
    phone: `+48 123456789 00${count + 10}`,
    more_phones: `48 22 555 01 ${count + 10} wew. 12345678`,
    more_emails: `${'d'.repeat(60)}${count}@${'e'.repeat(60)}.example.com`,
    address: `${word}\n`.repeat(3),
    birthday: '29.02',
    source: word.slice(0, 100),
    is_starred: '1',
    tags: `${word.slice(0, 50)}, Hurt, VIP, Allegro, ${word.slice(1, 51)}`,
    notes: `${word} ${address}\n`.repeat(3),
  };
}
