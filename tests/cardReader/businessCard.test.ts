import { describe, expect, test } from 'vitest';
import { parseBusinessCard } from '../../src/cardReader/businessCard.ts';
import type { BusinessCard } from '../../src/cardReader/cardFields.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { growthOf } from '../support/growth.ts';

type Case = [title: string, text: string, read: Partial<BusinessCard>];

const none = {
  first_name: '',
  last_name: '',
  company: '',
  position: '',
  email: '',
  more_emails: [],
  phone: '',
  more_phones: [],
  website: '',
  notes: '',
};
const jan = { first_name: 'Jan', last_name: 'Kowalski' };

function check([, text, read]: Case): void {
  expect(parseBusinessCard(text)).toEqual({ ...none, ...read });
}

const lines: Case[] = [
  ['a name', 'Jan Kowalski', jan],
  [
    'a long address of the web, as the form takes it',
    `Jan Kowalski\nhttps://example.com/${'a'.repeat(450)}`,
    { ...jan, website: `https://example.com/${'a'.repeat(450)}` },
  ],
  ['a first name', 'Jan', { first_name: 'Jan' }],
  ['a name in small letters', 'jan kowalski', jan],
  ['a name in capitals', 'ANNA NOWAK-ZIĘBA', { first_name: 'Anna', last_name: 'Nowak-Zięba' }],
  [
    'name, company, mail and phone',
    'Jan Kowalski, Stolarnia Dąb, jan@example.com, 600 100 200',
    { ...jan, company: 'Stolarnia Dąb', email: 'jan@example.com', phone: '600 100 200' },
  ],
  [
    'the same in another order',
    '600-100-200; jan@example.com; Jan Kowalski; Acme',
    { ...jan, company: 'Acme', email: 'jan@example.com', phone: '600-100-200' },
  ],
  [
    'nothing between the parts',
    'Jan Kowalski jan@example.com +48 600 100 200',
    { ...jan, email: 'jan@example.com', phone: '+48 600 100 200' },
  ],
  [
    'name and company without a comma',
    'Jan Kowalski Stolarnia Dąb 600100200',
    { ...jan, company: 'Stolarnia Dąb', phone: '600100200' },
  ],
  ['last name first', 'Kowalski Jan', jan],
  ['last name, first name', 'Kowalski, Jan, 600 100 200', { ...jan, phone: '600 100 200' }],
  ['a position', 'Jan Kowalski, kierownik, Acme', { ...jan, position: 'kierownik', company: 'Acme' }],
  [
    'a mail address alone',
    'anna.nowak@example.com',
    { first_name: 'Anna', last_name: 'Nowak', email: 'anna.nowak@example.com' },
  ],
  ['an office’s mail address', 'biuro@example.com', { email: 'biuro@example.com' }],
  ['name <address>', 'Jan Kowalski <jan@example.com>', { ...jan, email: 'jan@example.com' }],
  ['quotes', '"Jan Kowalski" <jan@example.com>', { ...jan, email: 'jan@example.com' }],
  ['a firm', 'Stolarnia Dąb, 22 123 45 67', { company: 'Stolarnia Dąb', phone: '22 123 45 67' }],
  [
    'a comma before the legal form',
    'John Smith, Acme, Inc., john@acme.example',
    { first_name: 'John', last_name: 'Smith', company: 'Acme, Inc.', email: 'john@acme.example' },
  ],
  [
    'what is left over',
    'Jan Kowalski, Acme, poznany na targach',
    { ...jan, company: 'Acme', notes: 'poznany na targach' },
  ],
  ['particles', 'Ludwig van Beethoven', { first_name: 'Ludwig', last_name: 'van Beethoven' }],
  ['two first names', 'Anna Maria Nowak', { first_name: 'Anna Maria', last_name: 'Nowak' }],
  ['an apostrophe', "Sean O'Neill", { first_name: 'Sean', last_name: "O'Neill" }],
  ['letters apart from their accents', 'Łukasz Z\u0307o\u0301łty', { first_name: 'Łukasz', last_name: 'Żółty' }],
];

const polish: Case[] = [
  [
    'the usual',
    'Pozdrawiam serdecznie,\n\nJan Kowalski\nKierownik Sprzedaży\n\nStolarnia Dąb Sp. z o.o.\nul. Leśna 5, 00-001 Warszawa\ntel. 22 123 45 67\nkom. 600 100 200\ne-mail: jan.kowalski@stolarnia.example\nwww.stolarnia.example\nNIP: 123-456-78-90, REGON: 123456789',
    {
      ...jan,
      position: 'Kierownik Sprzedaży',
      company: 'Stolarnia Dąb Sp. z o.o.',
      email: 'jan.kowalski@stolarnia.example',
      phone: '600 100 200',
      website: 'www.stolarnia.example',
      more_phones: [{ label: 'other', value: '22 123 45 67' }],
      notes: 'ul. Leśna 5, 00-001 Warszawa\nNIP: 123-456-78-90, REGON: 123456789',
    },
  ],
  [
    'titles, and everything on two lines',
    'mgr inż. Anna Nowak | Główny Projektant\nBIURO PROJEKTÓW ŻAGIEL S.A. | +48 22 123 45 67 | anna@zagiel.example',
    {
      first_name: 'Anna',
      last_name: 'Nowak',
      position: 'Główny Projektant',
      company: 'BIURO PROJEKTÓW ŻAGIEL S.A.',
      email: 'anna@zagiel.example',
      phone: '+48 22 123 45 67',
      notes: 'mgr inż.',
    },
  ],
  [
    'the firm first, the name in capitals',
    'KWIACIARNIA „POD RÓŻĄ”\nMARIA WIŚNIEWSKA\nwłaścicielka\nRynek 12, 31-042 Kraków\n12 345 67 89',
    {
      first_name: 'Maria',
      last_name: 'Wiśniewska',
      position: 'właścicielka',
      company: 'KWIACIARNIA „POD RÓŻĄ”',
      phone: '12 345 67 89',
      notes: 'Rynek 12, 31-042 Kraków',
    },
  ],
  [
    'no company but that of the mail address',
    'Z poważaniem\nPiotr Zieliński\nTartakpol\npiotr@tartakpol.example\nm: 501-502-503',
    {
      first_name: 'Piotr',
      last_name: 'Zieliński',
      company: 'Tartakpol',
      email: 'piotr@tartakpol.example',
      phone: '501-502-503',
    },
  ],
  [
    'phone, fax and mobile on one line',
    'Ewa Lis\nPHU Lis s.c.\ntel./fax 22 123 45 67, kom. 600 100 200',
    {
      first_name: 'Ewa',
      last_name: 'Lis',
      company: 'PHU Lis s.c.',
      phone: '600 100 200',
      more_phones: [{ label: 'other', value: '22 123 45 67' }],
    },
  ],
  [
    'labels for everything',
    'Imię i nazwisko: Jan Kowalski\nFirma: Dąb\nStanowisko: złota rączka\nTelefon: 600 100 200\nMail: jan@example.com',
    { ...jan, company: 'Dąb', position: 'złota rączka', phone: '600 100 200', email: 'jan@example.com' },
  ],
  [
    'a craftsman',
    'Zakład Stolarski Jan Kowalski\n600 100 200\n05-500 Piaseczno',
    { ...jan, company: 'Zakład Stolarski Jan Kowalski', phone: '600 100 200', notes: '05-500 Piaseczno' },
  ],
  [
    'a law firm of several names',
    'adw. Katarzyna Wójcik\nKancelaria Adwokacka Wójcik, Nowak i Wspólnicy sp. k.\nk.wojcik@kancelaria.example',
    {
      first_name: 'Katarzyna',
      last_name: 'Wójcik',
      company: 'Kancelaria Adwokacka Wójcik, Nowak i Wspólnicy sp. k.',
      email: 'k.wojcik@kancelaria.example',
      notes: 'adw.',
    },
  ],
  [
    'what somebody does, under the name',
    'Tomasz Dąbrowski\nObsługa klienta\nAcme Sp. z o. o. Sp. k.\ntel: 22 123 45 67 wew. 12',
    {
      first_name: 'Tomasz',
      last_name: 'Dąbrowski',
      position: 'Obsługa klienta',
      company: 'Acme Sp. z o. o. Sp. k.',
      phone: '22 123 45 67 wew. 12',
    },
  ],
  [
    'a quoted mail with a disclaimer',
    '> --\n> Jan Kowalski\n> jan@example.com\n> Wysłane z iPhone’a\n> Niniejsza wiadomość i wszelkie jej załączniki są przeznaczone wyłącznie dla adresata i mogą zawierać informacje poufne, a ich rozpowszechnianie bez zgody nadawcy jest zabronione.',
    {
      ...jan,
      email: 'jan@example.com',
      notes:
        'Niniejsza wiadomość i wszelkie jej załączniki są przeznaczone wyłącznie dla adresata i mogą zawierać informacje poufne, a ich rozpowszechnianie bez zgody nadawcy jest zabronione.',
    },
  ],
  [
    'two mail addresses and a profile',
    'Jan Kowalski\njan@example.com\nbiuro@example.com\nlinkedin.com/in/jan\nexample.com',
    {
      ...jan,
      email: 'jan@example.com',
      website: 'example.com',
      more_emails: [{ label: 'other', value: 'biuro@example.com' }],
      notes: 'linkedin.com/in/jan',
    },
  ],
  [
    'a bank account is no phone',
    'Jan Kowalski\nKonto: 61 1090 1014 0000 0712 1981 2874\ntel. 600100200',
    { ...jan, phone: '600100200', notes: 'Konto: 61 1090 1014 0000 0712 1981 2874' },
  ],
  ['an at sign against robots', 'Jan Kowalski\njan [at] example.com', { ...jan, email: 'jan@example.com' }],
];

const english: Case[] = [
  [
    'the usual',
    'Best regards,\n\nJohn Smith\nSales Manager\nAcme Ltd\n12 High Street, London SW1A 1AA\nT: +44 20 7946 0958\nM: +44 7700 900123\nE: john.smith@acme.example\nW: https://www.acme.example/',
    {
      first_name: 'John',
      last_name: 'Smith',
      position: 'Sales Manager',
      company: 'Acme Ltd',
      email: 'john.smith@acme.example',
      phone: '+44 7700 900123',
      website: 'https://www.acme.example',
      more_phones: [{ label: 'other', value: '+44 20 7946 0958' }],
      notes: '12 High Street, London SW1A 1AA',
    },
  ],
  [
    'position at company',
    'Sarah Connor\nCEO at Cyberdyne\nsarah@cyberdyne.example',
    {
      first_name: 'Sarah',
      last_name: 'Connor',
      position: 'CEO',
      company: 'Cyberdyne',
      email: 'sarah@cyberdyne.example',
    },
  ],
  [
    'name, position | company',
    'Kind regards\nEmily Brown, Head of Marketing | Brown & Sons LLC\nPhone: (212) 555-0123',
    {
      first_name: 'Emily',
      last_name: 'Brown',
      position: 'Head of Marketing',
      company: 'Brown & Sons LLC',
      phone: '(212) 555-0123',
    },
  ],
  [
    'degrees and a middle initial',
    'Dr. Robert J. Miller, PhD\nMiller Dental Clinic\n555 Main St, Springfield, IL 62701\n+1 217-555-0188',
    {
      first_name: 'Robert J.',
      last_name: 'Miller',
      company: 'Miller Dental Clinic',
      phone: '+1 217-555-0188',
      notes: 'Dr.\nPhD\n555 Main St, Springfield, IL 62701',
    },
  ],
  [
    'a name that is not in any list',
    'Thanks,\nXochitl Vang\nBluewater Logistics\nxvang@bluewater.example',
    { first_name: 'Xochitl', last_name: 'Vang', company: 'Bluewater Logistics', email: 'xvang@bluewater.example' },
  ],
  [
    'German',
    'Mit freundlichen Grüßen\nHans Müller\nGeschäftsführer\nMüller Holzbau GmbH & Co. KG\nHauptstr. 5, D-12345 Berlin\nTel. +49 30 901820',
    {
      first_name: 'Hans',
      last_name: 'Müller',
      position: 'Geschäftsführer',
      company: 'Müller Holzbau GmbH & Co. KG',
      phone: '+49 30 901820',
      notes: 'Hauptstr. 5, D-12345 Berlin',
    },
  ],
  ['sent from a phone', 'Cheers,\nMike\n\nSent from my iPhone', { first_name: 'Mike' }],
  [
    'the firm’s number is long',
    'Jane Doe\nDoe Ltd.\nCompany No. 01234567\nVAT: GB123456789\nmobile 07700 900 456',
    {
      first_name: 'Jane',
      last_name: 'Doe',
      company: 'Doe Ltd.',
      phone: '07700 900 456',
      notes: 'Company No. 01234567\nVAT: GB123456789',
    },
  ],
  [
    'bullets and an emoji',
    '👋 Lisa Park • Product Designer • Studio Park • ☎ +44 7700 900789 • ✉ lisa@park.example',
    {
      first_name: 'Lisa',
      last_name: 'Park',
      position: 'Product Designer',
      company: 'Studio Park',
      email: 'lisa@park.example',
      phone: '+44 7700 900789',
    },
  ],
];

describe('one line', () => {
  test.each(lines)('%s', (...one) => check(one));
});
describe('a Polish signature', () => {
  test.each(polish)('%s', (...one) => check(one));
});
describe('an English signature', () => {
  test.each(english)('%s', (...one) => check(one));
});

const greeting = /^(pozdrawiam|z powa|best|kind|mit freund|cheers|thanks|sent from|> wysłane|imię i)/i;

function cardTexts(text: string): unknown[] {
  const fields = Object.values(parseBusinessCard(text));
  return fields.flatMap((field) => (Array.isArray(field) ? field.map(({ value }) => value) : [field]));
}

/** The words that are in no field, except greetings, labels and punctuation. */
function lostWords(text: string): string[] {
  const kept = cardTexts(text).join(' ').toLowerCase();
  const asked = text
    .split('\n')
    .filter((line) => !greeting.test(line))
    .join(' ')
    .toLowerCase();
  const words = asked.match(/[\p{L}\d]{3,}/gu) ?? [];
  return words.filter((word) => !kept.includes(word) && !labelWords.has(word));
}

const labelWords = new Set('tel telefon kom mobile phone mail www firma stanowisko imię nazwisko fax https'.split(' '));

test('drops no word', () => {
  for (const text of all()) expect(lostWords(text), text).toEqual([]);
});

test('drops no word of an odd mixture and never throws', () => {
  const parts = all().flatMap((text) => text.split(/(?<=[,\n|])/));
  let seed = 7;
  const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: 1 + next(8) }, () => parts[next(parts.length)]).join(next(2) ? '\n' : ', ');
    if (!/pozdr|powa|freund|regards|cheers|thanks|iphone/i.test(text)) expect(lostWords(text), text).toEqual([]);
  }
});

test.each([
  ['nothing', ''],
  ['spaces', ' \n\t '],
  ['signs', '--- ,,, ||| \n ____ @ . .'],
  ['a NUL', '\0'],
  ['half a letter', '\ud800 \udfff'],
  ['from right to left', 'عميلة, מכירות'],
  ['a script', '<script>alert(1)</script>'],
])('reads %s without an error', (_, text) => {
  expect(cardTexts(text).every((value) => typeof value === 'string')).toBe(true);
});

test('moves values that are too long for their fields to the notes', () => {
  const word = 'Żółw'.repeat(60);
  expect(parseBusinessCard(word)).toMatchObject({ first_name: '', notes: word });
});

test.runIf(exhaustive).each(['a', 'a.', '1 ', '1-', 'a@', 'www.', '<', 'Jan ', 'sp. z ', 'tel '])(
  'a text of "%s" takes no more than the square of its length',
  (part) => {
    // The search for phone numbers is quadratic, which gives 64; a cubic one would give 512.
    expect(growthOf((size) => parseBusinessCard(part.repeat(size / part.length)), 1_200)).toBeLessThan(160);
    expect(growthOf((size) => parseBusinessCard(`${part.repeat(15)}\n`.repeat(size)), 12)).toBeLessThan(160);
  },
);

test('reads a number without a country code as one of the given country', () => {
  expect(parseBusinessCard('John, 020 7946 0958', 'GB').phone).toBe('020 7946 0958');
  expect(parseBusinessCard('John, 020 7946 0958', 'PL').phone).toBe('020 7946 0958');
  expect(parseBusinessCard('John, (212) 555-0123', 'US').phone).toBe('(212) 555-0123');
});

test('keeps an extension', () => {
  expect(parseBusinessCard('John\nT: +44 20 7946 0958 ext. 12')).toMatchObject({
    phone: '+44 20 7946 0958 ext. 12',
    notes: '',
  });
});

function all(): string[] {
  return [...lines, ...polish, ...english].map(([, text]) => text).filter((text) => !text.includes('\u0307'));
}
