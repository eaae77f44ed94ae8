// What the cells of a row mean, without a file and a database.
import { describe, expect, test } from 'vitest';
import { type ColumnChoice, columnsProblem } from '../../src/imports/columns.ts';
import { interpretRow } from '../../src/imports/interpretRow.ts';
import { findDateOrder } from '../../src/imports/rows/birthdays.ts';
import { fieldsByHeaders } from '../../src/imports/rows/fieldsByHeaders.ts';

function read(headings: string, cells: string, settings = {}) {
  const headers = headings.split('|');
  const row = interpretRow(
    { number: 2, cells: cells.split('|') },
    { headers, columns: fieldsByHeaders(headers), ...settings },
  );
  return { ...row, person: row.person ?? nobody, company: row.company ?? noCompany };
}

const nobody = { first_name: '', last_name: '', position: '', notes: '' } as NonNullable<
  ReturnType<typeof interpretRow>['person']
>;
const noCompany = { name: '' } as NonNullable<ReturnType<typeof interpretRow>['company']>;

const ola = (heading: string, cell: string, settings = {}) =>
  read(`Imię|Nazwisko|${heading}`, `Ola|Kret|${cell}`, settings);
const phonesOf = ({ person }: ReturnType<typeof read>) => [
  person.phone,
  ...person.more_phones.map(({ value }) => value),
];
const emailsOf = ({ person }: ReturnType<typeof read>) => [
  person.email,
  ...person.more_emails.map(({ value }) => value),
];

describe('names', () => {
  test.each([
    ['Kret, Ola, PhD', 'Ola', 'Kret'],
    ['Pan Ula Mak', 'Ula', 'Mak'],
    ['dr hab. inż. Iza Lis, prof. PW', 'Iza', 'Lis'],
    ['dr inż. Jan Kowalski', 'Jan', 'Kowalski'],
    ['prof. dr hab. n. med. Jan Nowak', 'Jan', 'Nowak'],
    ['Mr. John Smith Jr.', 'John', 'Smith'],
    ['Jan Kowalski (Allegro)', 'Jan', 'Kowalski'],
    ['Kowalski Jan, ks.', 'Jan', 'Kowalski'],
    ['Pan Kowalski', '', 'Kowalski'],
    ['Pani Ania', 'Ania', ''],
    ['Dr. med. Hans Müller', 'Hans', 'Müller'],
    ['Jan Kowalski – Allegro', 'Jan', 'Kowalski'],
    ['Jan "Kosa" Kowalski', 'Jan', 'Kowalski'],
  ])('what is no part of "%s" is kept in the notes', (text, first_name, last_name) => {
    const { person } = read('Name', text);
    expect(person).toMatchObject({ first_name, last_name, notes: `Name: ${text}` });
  });

  test.each([
    ['Lis Jan (hydraulik)', 'Jan', 'Lis', 'hydraulik'],
    ['Anna Nowak, dyrektor handlowy', 'Anna', 'Nowak', 'dyrektor handlowy'],
    ['Kowalski, Jan', 'Jan', 'Kowalski', ''],
    ['KOWALSKI Jan', 'Jan', 'KOWALSKI', ''],
    ['DE LA CRUZ Ana', 'Ana', 'DE LA CRUZ', ''],
    ['Nowak J.', 'J.', 'Nowak', ''],
    ['Jan van der Berg', 'Jan', 'van der Berg', ''],
    ['Jack Ma', 'Jack', 'Ma', ''],
    ['Peter Pan', 'Peter', 'Pan', ''],
  ])('"%s" is all said by the fields', (text, first_name, last_name, position) => {
    expect(read('Name', text).person).toMatchObject({ first_name, last_name, position, notes: '' });
  });

  test.each([
    ['Kret Ola', 'Ola', 'Kret'],
    ['Nowak Xymena', 'Xymena', 'Nowak'],
    ['de la Cruz Ana', 'Ana', 'de la Cruz'],
    ['van der Berg Jan', 'Jan', 'van der Berg'],
    ['Nowak Kot Ewa', 'Ewa', 'Nowak Kot'],
    ['KRET OLA MARIA', 'OLA MARIA', 'KRET'],
    ['dr Kret Ola', 'Ola', 'Kret'],
  ])('below "Nazwisko i imię", "%s" begins with the last name', (text, first_name, last_name) => {
    expect(read('Nazwisko i imię', text).person).toMatchObject({ first_name, last_name });
  });

  test('a nickname or an address alone is offered as a name, and a phone alone is not', () => {
    expect(read('First Name|Nickname|Phone', '|Hydraulik|601555203').person.first_name).toBe('Hydraulik');
    expect(read('First Name|E-mail', '|sam@mail.example').person.first_name).toBe('sam');
    expect(read('First Name|E-mail', '|ola.kret@mail.example').person.last_name).toBe('Kret');
    expect(read('First Name|E-mail', '|biuro@mail.example').person.first_name).toBe('biuro@mail.example');
    expect(read('First Name|Phone', '|601555203').errors).toEqual([
      { field: 'first_name', error: { key: 'forms.nameNeeded' } },
    ]);
  });

  test('a name that is too long leaves out its row', () => {
    expect(read('Imię', 'x'.repeat(101)).errors).toMatchObject([{ field: 'first_name' }]);
    expect(read('Imię', 'x'.repeat(100)).errors).toEqual([]);
  });
});

describe('phones and emails', () => {
  test.each([
    ['601 555 100, 22 555 10 10', ['601 555 100', '22 555 10 10']],
    ['601555102/225551010', ['601555102', '225551010']],
    ['601555103; 225551012', ['601555103', '225551012']],
    ['601555104 lub 225551013', ['601555104', '225551013']],
    ['601-555-100 601-555-101', ['601-555-100', '601-555-101']],
    ['601555100 ::: 601555101', ['601555100', '601555101']],
    ['600 100 200 wew. 12', ['600 100 200 wew. 12']],
    ["'+48 601 555 100", ['+48 601 555 100']],
    ['="601555102"', ['601555102']],
    ['=HYPERLINK("tel:601555100";"601555100")', ['601555100']],
    ['+48601555100.0', ['+48601555100']],
    ['tel. 601 555 100', ['601 555 100']],
    ['tel/fax 22 555 10 10', ['22 555 10 10']],
    ['22 555 10 10 w.5', ['22 555 10 10 w.5']],
    ['1-800-FLOWERS', ['1-800-FLOWERS']],
  ])('%s', (cell, phones) => {
    const row = ola('Telefon', cell);
    expect(phonesOf(row)).toEqual(phones);
    expect(row).toMatchObject({ moved: [], person: { notes: '' } });
  });

  test.each(['-', 'brak', 'n/a', 'nie ma', 'x', '?', '0', 'none', '---', '(brak)', 'brak telefonu', '#N/A', 'NULL'])(
    'the placeholder %s goes nowhere',
    (cell) => {
      for (const heading of ['Telefon', 'E-mail', 'Stanowisko', 'Data urodzenia', 'Status'])
        expect(ola(heading, cell)).toMatchObject({
          moved: [],
          unknown: [],
          person: { notes: '', phone: '', email: '' },
        });
    },
  );

  test.each(['4,86E+10', '4.86E+10', '6,01555E+08', '4,8601555E10'])('%s is told to be destroyed', (cell) => {
    const moved = [{ header: 'Telefon', value: cell, reason: 'destroyed' }];
    expect(ola('Telefon', cell)).toMatchObject({ moved, person: { phone: '', notes: `Telefon: ${cell}` } });
  });

  test.each([
    ['601 555 100 po 16:00', '601 555 100 (po 16:00)'],
    ['po 16:00, 601 555 100', '601 555 100 (po 16:00)'],
    ['601 555 100 (Kasia)', '601 555 100 (Kasia)'],
  ])('what stands beside the number of "%s" is kept', (cell, said) => {
    expect(ola('Telefon', cell)).toMatchObject({
      moved: [],
      person: { phone: '601 555 100', notes: `Telefon: ${said}` },
    });
  });

  test('what is no phone is moved to the notes', () => {
    expect(ola('Telefon', 'dzwonić po 15')).toMatchObject({
      moved: [{ header: 'Telefon', value: 'dzwonić po 15' }],
      person: { phone: '', notes: 'Telefon: dzwonić po 15' },
    });
  });

  test.each([
    ['ola@kret.example; biuro@kret.example', ['ola@kret.example', 'biuro@kret.example']],
    ['ewa@bas.example, biuro@bas.example', ['ewa@bas.example', 'biuro@bas.example']],
    ['ewa@bas.example / iza@lis.example', ['ewa@bas.example', 'iza@lis.example']],
    ['a@x.pl b@x.pl', ['a@x.pl', 'b@x.pl']],
    ['a@x.pl\nb@x.pl', ['a@x.pl', 'b@x.pl']],
    ['a@x.pl lub b@x.pl', ['a@x.pl', 'b@x.pl']],
    ['mailto:a@x.pl', ['a@x.pl']],
    ['Ola Kret <a@x.pl>', ['a@x.pl']],
    ['a@x.pl.', ['a@x.pl']],
    ['e-mail: a@x.pl', ['a@x.pl']],
  ])('%s', (cell, emails) => {
    const row = ola('E-mail', cell);
    expect(emailsOf(row)).toEqual(emails);
    expect(row).toMatchObject({ moved: [], person: { notes: '' } });
  });

  test.each(['jan@@x.pl', 'jan@x.pl@y.pl', 'www.x.pl', 'jan@x', 'a@x,pl', 'a@'.repeat(2_000)])(
    '%s is no email',
    (cell) => {
      expect(ola('E-mail', cell)).toMatchObject({ moved: [{ value: cell }], person: { email: '' } });
    },
  );

  test('labels come from headings, cells and columns of labels', () => {
    const points = (row: ReturnType<typeof read>) => [
      row.person.phone_label,
      ...row.person.more_phones.map(({ label }) => label),
    ];
    expect(
      points(read('First Name|Mobile Phone|Business Phone|Home Phone', 'A|601555100|225551010|225551011')),
    ).toEqual(['mobile', 'work', 'home']);
    expect(points(ola('Telefon', 'kom. 601555100; dom: 225551010; 225551011 (praca)'))).toEqual([
      'mobile',
      'home',
      'work',
    ]);
    expect(
      points(
        read(
          'First Name|Phone 1 - Label|Phone 1 - Value|Phone 2 - Label|Phone 2 - Value',
          'A|* mobile|601555100|Work|225551010',
        ),
      ),
    ).toEqual(['mobile', 'work']);
    expect(
      points(read('Imię|Telefon|Telefon (opis)|Telefon 2|Telefon 2 (opis)', 'A|601555100|Komórka|225551010|Dom')),
    ).toEqual(['mobile', 'home']);
    expect(
      points(read('First Name|Phone 1 - Type|Phone 1 - Value', 'A|Work ::: Home|601555100 ::: 225551010')),
    ).toEqual(['work', 'home']);
  });
});

describe('companies', () => {
  const headings = 'Nazwa|NIP|Ulica|Nr domu|Nr lokalu|Kod pocztowy|Miasto|Telefon|Osoba kontaktowa|Uwagi';

  test('of a bookkeeping file have the address and what stands before the person', () => {
    const row = read(
      headings,
      'Młyn|525-234-40-78|Polna|1|2|00-001|Warszawa|22 555 10 10|Jan Kowalski, tel. 601 555 100|płaci',
    );
    expect(row.company).toMatchObject({
      name: 'Młyn',
      tax_id: '5252344078',
      address: 'Polna 1/2\n00-001 Warszawa',
      phone: '22 555 10 10',
    });
    expect(row.person).toMatchObject({
      first_name: 'Jan',
      last_name: 'Kowalski',
      phone: '601 555 100',
      company_name: 'Młyn',
      address: '',
      notes: 'płaci',
    });
  });

  test('without a person get everything, and a wrong NIP goes to their notes', () => {
    const row = read(headings, 'Dąb|1234567890|||||Łódź|22 555 10 11|-|x');
    expect(
      interpretRow({ number: 1, cells: ['Dąb'] }, { headers: ['Nazwa'], columns: ['company'] }).person,
    ).toBeUndefined();
    expect(row.company).toMatchObject({ name: 'Dąb', tax_id: '', phone: '22 555 10 11', notes: 'NIP: 1234567890\nx' });
    expect(row.moved).toEqual([{ header: 'NIP', value: '1234567890' }]);
  });

  test.each(['Hurtownia Testowa sp. z o.o.', 'Bank Pekao SA', 'Sklep u Zosi'])(
    '%s in a column of names is one',
    (name) => {
      expect(read('Name|Phone', `${name}|225551010`).company).toMatchObject({ name, phone: '225551010' });
    },
  );

  test('a row that names only a company makes the company', () => {
    const row = read(
      'First Name|Last Name|Organization Name|E-mail 1 - Value|Phone 1 - Value',
      '||Hurtownia|biuro@hurt.example|22 555 02 02',
    );
    expect(row.company).toMatchObject({ name: 'Hurtownia', email: 'biuro@hurt.example', phone: '22 555 02 02' });
    expect(row.errors).toEqual([]);
  });
});

describe('the other fields', () => {
  test.each([
    ['17.05.1985', '1985-05-17'],
    ['5/17/1985', '1985-05-17'],
    ['17 maja 1985', '1985-05-17'],
    ['17. Mai 1985', '1985-05-17'],
    ['31184', '1985-05-17'],
    ['1985-05-17 00:00:00', '1985-05-17'],
    ['1604-05-17', '--05-17'],
    [' --05-17', '--05-17'],
    ['0/0/00', ''],
  ])('the birthday %s', (cell, birthday) => {
    expect(ola('Urodziny', cell)).toMatchObject({ moved: [], person: { birthday, notes: '' } });
  });

  test('a date of unknown order is settled once, by the column or by choice', () => {
    expect(ola('Urodziny', '5/7/1985').unknown).toEqual([{ field: 'birthday', value: '5/7/1985' }]);
    expect(ola('Urodziny', '5/7/1985', { dateOrder: 'mdy' }).person.birthday).toBe('1985-05-07');
    expect(ola('Urodziny', '5/7/1985', { dateOrder: 'dmy' }).person.birthday).toBe('1985-07-05');
    expect(findDateOrder(['5/7/1985', '5/17/1985'])).toBe('mdy');
    expect(findDateOrder(['5/7/1985', '17/5/1985'])).toBe('dmy');
    expect(findDateOrder(['5/7/1985'])).toBeUndefined();
    expect(ola('Urodziny', '30.02.1990')).toMatchObject({ moved: [{ value: '30.02.1990' }], unknown: [] });
  });

  test.each([
    ['NEW', 'lead'],
    ['Open deal', 'prospect'],
    ['IN_PROGRESS', 'prospect'],
    ['Klient', 'customer'],
    ['Były klient', 'churned'],
  ])('the status %s', (cell, status) => {
    expect(ola('Status', cell)).toMatchObject({ unknown: [], person: { status, notes: '' } });
  });

  test('an unknown status is settled once, and its word kept', () => {
    const row = ola('Status', 'Gorący ziemniak');
    expect(row).toMatchObject({
      unknown: [{ field: 'status', value: 'Gorący ziemniak' }],
      person: { status: undefined },
    });
    expect(row.person.notes).toBe('Status: Gorący ziemniak');
    expect(ola('Status', 'Gorący ziemniak', { statuses: { 'goracy ziemniak': 'lead' } }).person.status).toBe('lead');
  });

  test('the furthest of two statuses counts, and the other word is kept', () => {
    const headings = 'First Name|Lead Status|Lifecycle Stage';
    expect(read(headings, 'Ola|NEW|Lead').person).toMatchObject({ status: 'lead', notes: '' });
    expect(read(headings, 'Ewa|IN_PROGRESS|Customer').person).toMatchObject({
      status: 'customer',
      notes: 'Lead Status: IN_PROGRESS',
    });
  });

  test('tags are separated in many ways, and groups of Google are no tags', () => {
    expect(ola('Etykiety', 'vip, hurt; #targi').person.tags).toEqual(['vip', 'hurt', 'targi']);
    expect(ola('Labels', '* myContacts ::: * starred ::: Rodzina').person).toMatchObject({
      tags: ['Rodzina'],
      is_starred: true,
    });
  });

  test('odd characters and guards come back as they were', () => {
    expect(ola('Notatki', "'=1+1 <b>\u200f; DROP TABLE").person.notes).toBe('=1+1 <b>\u200f; DROP TABLE');
    expect(ola('Stanowisko', 'a\0b').person.position).toBe('ab');
  });

  test('notes of any length the form takes, and one row more that is too long', () => {
    expect(ola('Notatki', 'x'.repeat(50_000)).errors).toEqual([]);
    expect(ola('Notatki', 'x'.repeat(50_001)).errors).toMatchObject([{ field: 'notes' }]);
  });
});

test.each<[headings: string, fields: ColumnChoice[]]>([
  [
    'Record ID|First Name|Last Name|Email|Phone Number|Associated Company',
    ['skip', 'first_name', 'last_name', 'email', 'phone', 'company'],
  ],
  [
    'Vorname|Name|Firma|Straße|PLZ|Ort|Handy',
    ['first_name', 'last_name', 'company', 'address', 'address', 'address', 'phone'],
  ],
  [
    'Kontrahent|NIP|REGON|E-mail|Konto bankowe',
    ['company', 'company_tax_id', 'company_notes', 'company_email', 'company_notes'],
  ],
  [
    'Person - Name|Person - Email - Work|Organization - Name|Organization - Address',
    ['full_name', 'email', 'company', 'company_address'],
  ],
  ['Title|First Name|Job Title', ['name_title', 'first_name', 'position']],
  ['First Name|Last Name|Title', ['first_name', 'last_name', 'position']],
])('columns of %s', (headings, fields) => {
  expect(fieldsByHeaders(headings.split('|'))).toEqual(fields);
});

test('a row needs a column that names somebody', () => {
  expect(columnsProblem(['phone', 'notes'])?.key).toBe('imports.problem.noName');
  for (const column of ['email', 'company', 'nickname', 'last_first_name'] as const)
    expect(columnsProblem([column, 'phone', 'phone'])).toBeUndefined();
});
