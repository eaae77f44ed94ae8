// More members of the kinds of cells that users bring, beside those of interpretRow.test.ts.
import { describe, expect, test } from 'vitest';
import { matchHeader } from '../../src/imports/columns.ts';
import { interpretRow } from '../../src/imports/interpretRow.ts';
import { fieldsByHeaders } from '../../src/imports/rows/fieldsByHeaders.ts';

function read(headings: string, cells: string) {
  const headers = headings.split('|');
  return interpretRow({ number: 2, cells: cells.split('|') }, { headers, columns: fieldsByHeaders(headers) });
}

const ola = (heading: string, cell: string) => read(`Imię|Nazwisko|${heading}`, `Ola|Kret|${cell}`);
const values = (first = '', more: { value: string }[] = []) => [first, ...more.map(({ value }) => value)];
const phonesOf = ({ person }: ReturnType<typeof read>) => values(person?.phone, person?.more_phones);
const emailsOf = ({ person }: ReturnType<typeof read>) => values(person?.email, person?.more_emails);

describe('phones', () => {
  test.each([
    ['６０１５５５１００', ['601555100']],
    ['601 555 100 + 602 555 200', ['601 555 100', '602 555 200']],
    ['601 555 100 602 555 200', ['601 555 100', '602 555 200']],
    ['22 55 51 010   22 55 51 011', ['22 55 51 010', '22 55 51 011']],
    ['1) 601 555 100 2) 602 555 200', ['601 555 100', '602 555 200']],
    ['I: 601 555 100 II: 602 555 200', ['601 555 100', '602 555 200']],
    ['555.010.0199 extension 12', ['555.010.0199 extension 12']],
    ['030 5550101 Durchwahl 12', ['030 5550101 Durchwahl 12']],
    ['601 555 1OO', ['601 555 100']],
    ['601555100.00', ['601555100']],
    ['mob 07700900123', ['07700900123']],
    ['22 555 10 10 tonowo 3', ['22 555 10 10 tonowo 3']],
  ])('%s', (cell, phones) => {
    expect(phonesOf(ola('Telefon', cell))).toEqual(phones);
    expect(ola('Telefon', cell)).toMatchObject({ moved: [], person: { notes: '' } });
  });

  test.each([
    ['22 555 10 10/11/12', '22 555 10 10', '11/12'],
    ['22 555 10 10; 3', '22 555 10 10', '3'],
    ['ola@x.pl 22 555 10', '22 555 10', 'ola@x.pl'],
    ['22 555 10 10 wew. 12, 13', '22 555 10 10 wew. 12', '13'],
    ['601 555 100 (Kasia, żona)', '601 555 100', 'Kasia, żona'],
    ['601 555 100 (do 18)', '601 555 100', 'do 18'],
    ['601 555 100 w godz. 8-16', '601 555 100', 'w godz. 8-16'],
    ['pn-pt 8-16, 601 555 100', '601 555 100', 'pn-pt 8-16'],
    ['t: 22 555 10 10 f: 22 555 10 11', '22 555 10 10', '22 555 10 11'],
  ])('nothing of "%s" is lost', (cell, phone, rest) => {
    const row = ola('Telefon', cell);
    expect(row.person?.phone).toBe(phone);
    expect(row.person?.notes).toContain(rest);
  });
});

describe('emails', () => {
  test.each([
    ['ola (at) kret.example', ['ola@kret.example']],
    ['ola [at] kret [dot] example', ['ola@kret.example']],
    ['ola @kret.example', ['ola@kret.example']],
    ["'ola@kret.example'", ['ola@kret.example']],
    ['mailto:ola@kret.example?subject=x', ['ola@kret.example']],
    ['a@x.pl\\b@x.pl', ['a@x.pl', 'b@x.pl']],
    ['1. a@x.pl 2. b@x.pl', ['a@x.pl', 'b@x.pl']],
  ])('%s', (cell, emails) => {
    expect(emailsOf(ola('E-mail', cell))).toEqual(emails);
    expect(ola('E-mail', cell)).toMatchObject({ moved: [], person: { notes: '' } });
  });

  test.each([
    ['Telefon', '601 555 100, ola@x.pl'],
    ['Telefon', '601 555 100 ola@x.pl'],
    ['E-mail', 'ola@x.pl; 601 555 100'],
    ['Telefon / e-mail', '601 555 100; ola@x.pl'],
  ])('and phones may stand in one cell: below %s, %s', (heading, cell) => {
    expect(ola(heading, cell).person).toMatchObject({ phone: '601 555 100', email: 'ola@x.pl', notes: '' });
  });
});

describe('names', () => {
  test.each([
    ['Name', 'r.pr. Jan Kot', 'Jan', 'Kot', ''],
    ['Name', 'Prof. Dr. Dr. h.c. Hans Müller', 'Hans', 'Müller', ''],
    ['Name', 'Mr & Mrs Smith', '', 'Smith', ''],
    ['Name', 'John Smith III', 'John', 'Smith', ''],
    ['Name', 'Ewa Lis/Jan Lis', 'Ewa', 'Lis', ''],
    ['Name', 'hydraulik Jan Kowalski', 'Jan', 'Kowalski', 'hydraulik'],
    ['Name', 'Jan hydraulik', 'Jan', '', 'hydraulik'],
    ['Name', 'Prezes Anna Nowak', 'Anna', 'Nowak', 'Prezes'],
    ['Name', 'Kowal Jan Maria', 'Jan Maria', 'Kowal', ''],
    ['Name', 'br. Jan Lis', 'Jan', 'Lis', ''],
    ['Name', 'mł. asp. Jan Kot', 'Jan', 'Kot', ''],
    ['Name', 'Sz. P. Jan Kot', 'Jan', 'Kot', ''],
    ['Name', 'Dott.ssa Anna Rossi', 'Anna', 'Rossi', ''],
    ['Name', 'The Hon. John Smith', 'John', 'Smith', ''],
    ['Name', 'Anna Nowak z d. Lis', 'Anna', 'Nowak', ''],
    ['Name', 'Jan Kot senior', 'Jan', 'Kot', ''],
    ['Name', '*Ola Kret', 'Ola', 'Kret', ''],
    ['Name', 'Ola Kret *VIP*', 'Ola', 'Kret', ''],
    ['Name', 'Kret Ola, Warszawa', 'Ola', 'Kret', ''],
    ['Name', 'Księgowa Ola', 'Ola', '', 'Księgowa'],
    ['Name', 'Jean-Claude Van Damme', 'Jean-Claude', 'Van Damme', ''],
    ['Name', 'O’Neil Shaquille', 'Shaquille', 'O’Neil', ''],
    ['Name', 'Zawadzka Xena', 'Xena', 'Zawadzka', ''],
    ['Name', 'Mc Donald Ronald', 'Ronald', 'Mc Donald', ''],
    ['Name', 'J.R.R. Tolkien', 'J.R.R.', 'Tolkien', ''],
    ['Name', 'Smith John Q.', 'John Q.', 'Smith', ''],
    ['Name', 'Kowalski', '', 'Kowalski', ''],
    ['Nazwisko i imię', 'De La Cruz Ana', 'Ana', 'De La Cruz', ''],
    ['Nazwisko i imię', 'Mc Donald Ronald', 'Ronald', 'Mc Donald', ''],
    ['Nazwisko i imię', 'Le Minh', 'Minh', 'Le', ''],
  ])('%s: %s', (heading, cell, first_name, last_name, position) => {
    expect(read(heading, cell).person).toMatchObject({ first_name, last_name, position });
  });

  test.each(['Jan Kowalski sp. z o.o.', 'Anna Nowak S.A.', 'Jan Kot s.c.', 'P.H.U. Jan Kot', 'F.H. Stal'])(
    '%s is a company',
    (name) => {
      expect(read('Name', name)).toMatchObject({ company: { name } });
      expect(read('Name', name).person).toBeUndefined();
    },
  );
});

describe('birthdays', () => {
  test.each([
    ['17 V 1985', '1985-05-17'],
    ['17.V.1985', '1985-05-17'],
    ['17-maj-85', '1985-05-17'],
    ['Fri May 17 1985', '1985-05-17'],
    ['sobota, 17 maja 1985', '1985-05-17'],
    ['0000-05-17', '--05-17'],
    ['17.05.0000', '--05-17'],
    ['17051985', '1985-05-17'],
    ['17 05 1985', '1985-05-17'],
    ['1985.05.17.', '1985-05-17'],
    ['17.05.1985 (piątek)', '1985-05-17'],
    ['Mon, 17 May 1985 00:00:00 GMT', '1985-05-17'],
    ['00.00.0000', ''],
    ['1900-01-00', ''],
  ])('%s', (cell, birthday) => {
    expect(ola('Urodziny', cell)).toMatchObject({ moved: [], person: { birthday, notes: '' } });
  });

  test.each([
    ['Birth Year|Birth Month|Birth Day', '1985|5|17', '1985-05-17', ''],
    ['Birth Year|Birth Month|Birth Day', '|2|29', '--02-29', ''],
    ['Birth Year|Birth Month|Birth Day', '1985||', '', 'Birth Year: 1985'],
    ['Dzień urodzenia|Miesiąc urodzenia|Rok urodzenia', '17|maja|1985', '1985-05-17', ''],
    ['Geburtsjahr|Geburtsmonat|Geburtstag', '1985|5|17', '1985-05-17', ''],
  ])('in three columns, %s: %s', (headings, cells, birthday, notes) => {
    expect(ola(headings, cells).person).toMatchObject({ birthday, notes });
  });
});

describe('headings', () => {
  test.each([
    ['E-mail 1 - wartość', 'email'],
    ['Typ adresu e-mail', 'email_label'],
    ['Email ID', 'email'],
    ['E-mail kupującego', 'email'],
    ['Telefon SMS', 'phone'],
    ['Tel. służb.', 'phone'],
    ['Landline', 'phone'],
    ['Billing Phone', 'phone'],
    ['Billing First Name', 'first_name'],
    ['Default Address Address1', 'address'],
    ['Imię i nazwisko kupującego', 'full_name'],
    ['Faktura: NIP', 'company_tax_id'],
    ['Trading name', 'company'],
    ['Designation', 'position'],
    ['Date of Birth (DD/MM/YYYY)', 'birthday'],
    ['Where did you meet?', 'source'],
    ['Deal - Title', 'notes'],
    ['Imieniny', 'notes'],
  ])('%s: %s', (heading, field) => {
    expect(matchHeader(heading)?.field.replace('company_address', 'address')).toBe(field);
  });
});

describe('companies', () => {
  test('of bookkeeping programs have names in several columns, codes and post offices', () => {
    const row = read(
      'Kod|Nazwa 1|Nazwa 2|NIP|Ulica|Kod pocztowy|Poczta|Miejscowość|Tel./fax|Emaile',
      'K1|Młyn|sp. z o.o.|5252344078|Polna 1|00-001|Warszawa|Warszawa|22 555 10 10|a@x.pl; b@x.pl',
    );
    expect(row.company).toMatchObject({
      name: 'Młyn sp. z o.o.',
      address: 'Polna 1\n00-001 Warszawa',
      phone: '22 555 10 10',
      email: 'a@x.pl',
      notes: 'Kod: K1\nPoczta: Warszawa\nEmaile: b@x.pl',
    });
  });

  test('keep their short name in their own notes', () => {
    const row = read('Nazwa pełna|Nazwa skrócona|NIP|Osoba kontaktowa', 'Młyn Testowy|MT|5252344078|Jan Kret');
    expect(row).toMatchObject({ company: { notes: 'Nazwa skrócona: MT' }, person: { notes: '' } });
  });
});
