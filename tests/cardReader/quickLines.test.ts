import { describe, expect, test } from 'vitest';
import { parseBusinessCard } from '../../src/cardReader/businessCard.ts';
import type { BusinessCard } from '../../src/cardReader/cardFields.ts';
import { isCertain } from '../../src/cardReader/certainty.ts';

type Line = [text: string, read: Partial<BusinessCard>];

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

/** Every field is compared, so that nothing may land in another one; and nothing is doubtful. */
function check(text: string, read: Partial<BusinessCard>): void {
  const card = parseBusinessCard(text);
  expect(card).toEqual({ ...none, ...read });
  expect(isCertain(text, card)).toBe(true);
}

const jan = { first_name: 'Jan', last_name: 'Kowalski' };
const phone = '602333444';

const trades: Line[] = [
  ['Marek hydraulik 602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['marek hydraulik 602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Marek Hydraulik 602333444', { first_name: 'Marek', position: 'Hydraulik', phone }],
  ['hydraulik Marek 602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Hydraulik Marek Nowak 602333444', { first_name: 'Marek', last_name: 'Nowak', position: 'Hydraulik', phone }],
  ['602333444 Marek hydraulik', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Marek, hydraulik, 602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Marek (hydraulik) 602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Marek - hydraulik', { first_name: 'Marek', position: 'hydraulik' }],
  ['Marek hydraulik\n602333444', { first_name: 'Marek', position: 'hydraulik', phone }],
  ['Jan Kowalski hydraulik 602333444', { ...jan, position: 'hydraulik', phone }],
  ['Kowalski Jan hydraulik 602333444', { ...jan, position: 'hydraulik', phone }],
  ['jan kowalski elektryk', { ...jan, position: 'elektryk' }],
  ['Jan kowalski 602333444', { ...jan, phone }],
  ['Ela kosmetyczka', { first_name: 'Ela', position: 'kosmetyczka' }],
  ['Tomek wulkanizator', { first_name: 'Tomek', position: 'wulkanizator' }],
  ['Ania fryzjerka co drugi wtorek', { first_name: 'Ania', position: 'fryzjerka', notes: 'co drugi wtorek' }],
  ['Bob plumber', { first_name: 'Bob', position: 'plumber' }],
  ['Mike O’Brien electrician', { first_name: 'Mike', last_name: 'O’Brien', position: 'electrician' }],
  ['Serhij Kovalenko, budowlaniec', { first_name: 'Serhij', last_name: 'Kovalenko', position: 'budowlaniec' }],
  ['prezes Nowak', { last_name: 'Nowak', position: 'prezes' }],
  ['Jan Stolarz 602333444', { first_name: 'Jan', last_name: 'Stolarz', phone }],
  ['John Carpenter', { first_name: 'John', last_name: 'Carpenter' }],
  ['Klaus Elektriker', { first_name: 'Klaus', position: 'Elektriker' }],
  ['Dave roofer call tomorrow', { first_name: 'Dave', position: 'roofer', notes: 'call tomorrow' }],
  ['Grzesiek koparka 602333444', { first_name: 'Grzesiek', notes: 'koparka', phone }],
  ['Czesiek szambo 602333444', { first_name: 'Czesiek', notes: 'szambo', phone }],
  ['Ewa angielski', { first_name: 'Ewa', notes: 'angielski' }],
  ['Vova budowa 602333444', { first_name: 'Vova', notes: 'budowa', phone }],
  ['Liz dog walker', { first_name: 'Liz', notes: 'dog walker' }],
  ['Pete window cleaner', { first_name: 'Pete', notes: 'window cleaner' }],
];

const remarks: Line[] = [
  ['Pani Ania z biura rachunkowego', { first_name: 'Ania', notes: 'z biura rachunkowego' }],
  ['Pani Ania z biura rachunkowego\n602333444', { first_name: 'Ania', notes: 'z biura rachunkowego', phone }],
  ['Kasia od okien 602333444', { first_name: 'Kasia', notes: 'od okien', phone }],
  ['Tomek z Castoramy', { first_name: 'Tomek', notes: 'z Castoramy' }],
  ['Ola sąsiadka', { first_name: 'Ola', notes: 'sąsiadka' }],
  ['ola sąsiadka 602333444', { first_name: 'Ola', notes: 'sąsiadka', phone }],
  ['Paweł instalacje gazowe', { first_name: 'Paweł', notes: 'instalacje gazowe' }],
  ['Jan elektryk, polecił Marek', { first_name: 'Jan', position: 'elektryk', notes: 'polecił Marek' }],
  [
    'Piotr Zieliński poznany na targach w Poznaniu',
    { first_name: 'Piotr', last_name: 'Zieliński', notes: 'poznany na targach w Poznaniu' },
  ],
  ['Bob the plumber', { first_name: 'Bob', notes: 'the plumber' }],
  ['Ms Jane Doe from the bank', { first_name: 'Jane', last_name: 'Doe', notes: 'from the bank' }],
  ['Jan Kowalski Warszawa', { ...jan, notes: 'Warszawa' }],
  ['Wujek Staszek 602333444', { first_name: 'Staszek', notes: 'Wujek', phone }],
  ['Sąsiadka Gosia Nowak', { first_name: 'Gosia', last_name: 'Nowak', notes: 'Sąsiadka' }],
  ['Jan Kowalski za tydzień 602333444', { ...jan, notes: 'za tydzień', phone }],
  ['Oddzwonić Jan Kowalski 602333444', { ...jan, notes: 'Oddzwonić', phone }],
  ['Jan Kowalski oddzwonić w piątek', { ...jan, notes: 'oddzwonić w piątek' }],
  ['Jan Kowalski jutro 10:00 602333444', { ...jan, notes: 'jutro 10:00', phone }],
  ['Jan Kowalski o 10 602333444', { ...jan, notes: 'o 10', phone }],
  ['Jan Kowalski 15.12 602333444', { ...jan, notes: '15.12', phone }],
  ['Jan Kowalski ul. Polna 1 Warszawa 602333444', { ...jan, notes: 'ul. Polna 1 Warszawa', phone }],
  ['Jan Kowalski, Polna 1, 00-001 Warszawa', { ...jan, notes: 'Polna 1, 00-001 Warszawa' }],
  ['Jan Kowalski NIP 5252344078 602333444', { ...jan, notes: 'NIP 5252344078', phone }],
];

const formsOfAddress: Line[] = [
  ['Pan Kowalski 602333444', { last_name: 'Kowalski', phone }],
  ['Pan Jan Kowalski', jan],
  ['pani Zosia', { first_name: 'Zosia' }],
  ['p. Zosia', { first_name: 'Zosia' }],
  ['Mr Smith', { last_name: 'Smith' }],
  ['Mrs. Anna Smith, Acme', { first_name: 'Anna', last_name: 'Smith', company: 'Acme' }],
  ['Frau Müller', { last_name: 'Müller' }],
  ['Herr Hans Müller', { first_name: 'Hans', last_name: 'Müller' }],
  ['dr Nowak dentysta', { last_name: 'Nowak', position: 'dentysta', notes: 'dr' }],
  ['inż. Jan Kowalski', { ...jan, notes: 'inż.' }],
  ['prof. dr hab. Jan Kowalski', { ...jan, notes: 'prof. dr hab.' }],
  ['mecenas Wójcik', { last_name: 'Wójcik', notes: 'mecenas' }],
  ['Kret, Ola, PhD', { first_name: 'Ola', last_name: 'Kret', notes: 'PhD' }],
  ['Ph.D. Robert Miller', { first_name: 'Robert', last_name: 'Miller', notes: 'PhD' }],
  ['dr hab. inż. Iza Lis, prof. PW', { first_name: 'Iza', last_name: 'Lis', notes: 'dr hab. inż.\nprof. PW' }],
];

const order: Line[] = [
  ['"Kowalski, Jan" <jan@x.example>', { ...jan, email: 'jan@x.example' }],
  ["'Kowalski, Jan' <jan@x.example>", { ...jan, email: 'jan@x.example' }],
  ['Kowalski, Jan <jan@x.example>', { ...jan, email: 'jan@x.example' }],
  ['Od: Jan Kowalski <jan@x.example>', { ...jan, email: 'jan@x.example' }],
  ['jan@x.example (Jan Kowalski)', { ...jan, email: 'jan@x.example' }],
  ['Jan Kowalski [mailto:jan@x.example]', { ...jan, email: 'jan@x.example' }],
  ['KOWALSKI JAN', jan],
  ['Jan K. 602333444', { first_name: 'Jan', last_name: 'K.', phone }],
  ['Lis Jan (hydraulik)', { first_name: 'Jan', last_name: 'Lis', position: 'hydraulik' }],
  ['de la Cruz, Ana María', { first_name: 'Ana María', last_name: 'de la Cruz' }],
];

const phones: Line[] = [
  ['Ola Kret\n+48 22 555 01 01 wew. 12', { first_name: 'Ola', last_name: 'Kret', phone: '+48 22 555 01 01 wew. 12' }],
  ['Ola Kret\n22 555 01 01\nwew. 12', { first_name: 'Ola', last_name: 'Kret', phone: '22 555 01 01 wew. 12' }],
  ['Ola Kret 22 555 01 01 w. 12', { first_name: 'Ola', last_name: 'Kret', phone: '22 555 01 01 w. 12' }],
  ['Ola Kret 22 555 01 01 tonowo 12', { first_name: 'Ola', last_name: 'Kret', phone: '22 555 01 01 tonowo 12' }],
  ['Jane Smith 020 7946 0000 ext 12', { first_name: 'Jane', last_name: 'Smith', phone: '020 7946 0000 ext 12' }],
  ['Ola Kret +48 22 555 01 01,,12', { first_name: 'Ola', last_name: 'Kret', phone: '+48 22 555 01 01,,12' }],
  [
    'Ola Kret 22 555 01 01 wew. 12, ola@x.example',
    { first_name: 'Ola', last_name: 'Kret', phone: '22 555 01 01 wew. 12', email: 'ola@x.example' },
  ],
  [
    'Jan Kowalski 601 555 100 / 22 555 10 10',
    { ...jan, phone: '601 555 100', more_phones: [{ label: 'other', value: '22 555 10 10' }] },
  ],
  [
    'Jan Kowalski 601555100 602555200',
    { ...jan, phone: '601555100', more_phones: [{ label: 'other', value: '602555200' }] },
  ],
  [
    'Jan Kowalski tel. 225550101, kom. 602333444',
    { ...jan, phone, more_phones: [{ label: 'other', value: '225550101' }] },
  ],
];

const vcards: Line[] = [
  [
    'BEGIN:VCARD\nVERSION:3.0\nN:Kret;Ola;;;\nFN:Ola Kret\nORG:Młyn\nTEL;TYPE=CELL:+48601555100\nEMAIL:ola@mlyn.example\nEND:VCARD',
    { first_name: 'Ola', last_name: 'Kret', company: 'Młyn', phone: '+48601555100', email: 'ola@mlyn.example' },
  ],
  [
    'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=BB=C3=B3=C5=82ty;=C5=81ukasz;;mgr;\r\nTEL;WORK:22 555 01 01\r\nTEL;CELL:601 555 100\r\nEND:VCARD',
    {
      first_name: 'Łukasz',
      last_name: 'Żółty',
      phone: '601 555 100',
      more_phones: [{ label: 'work', value: '22 555 01 01' }],
      notes: 'mgr',
    },
  ],
  [
    'BEGIN:VCARD\nVERSION:4.0\nFN:Dr Jan Kowalski\nTEL;VALUE=uri;TYPE="voice,work":tel:+48-22-555-01-01;ext=12\nitem1.EMAIL;type=INTERNET:jan@x.example\nORG:Acme\\, Inc.;Sales\nTITLE:Owner\nURL:https://x.example\nNOTE:one\\ntw\n o\nADR;TYPE=WORK:;;Leśna 5;Warszawa;;00-001;Polska\nEND:VCARD',
    {
      ...jan,
      phone: '+48-22-555-01-01 ext. 12',
      email: 'jan@x.example',
      company: 'Acme, Inc.',
      position: 'Owner',
      website: 'https://x.example',
      notes: 'Dr\nSales\nLeśna 5, Warszawa, 00-001, Polska\none\ntwo',
    },
  ],
  [
    'MECARD:N:Kret,Ola;TEL:602333444;EMAIL:o@x.example;;',
    { first_name: 'Ola', last_name: 'Kret', phone, email: 'o@x.example' },
  ],
];

describe('a trade is no name', () => test.each(trades)('%j', check));
describe('a remark is no name', () => test.each(remarks)('%j', check));
describe('a form of address or a degree is no name', () => test.each(formsOfAddress)('%j', check));
describe('the last name may come first', () => test.each(order)('%j', check));
describe('phones keep their extensions, and none is lost', () => test.each(phones)('%j', check));
describe('an electronic card', () => test.each(vcards)('%j', check));

test.each(['Umówić się w środę', 'kupić chleb', 'Jan Kowalski Acme', 'Pani z biura', 'Acme sp. z o.o.'])(
  '%s is doubtful',
  (text) => {
    expect(isCertain(text, parseBusinessCard(text))).toBe(false);
  },
);
