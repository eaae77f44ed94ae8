// Contact cards become rows.
import { describe, expect, test } from 'vitest';
import { load, rowsOf, sheetOf } from './support.ts';

describe('contact cards', () => {
  test('of an old phone have quoted letters, soft line breaks and bare types', async () => {
    expect(await cardsOf(load('old-phone.vcf'))).toEqual([
      {
        'First name': 'Łucja',
        'Last name': 'Kręt',
        'Name prefix': 'dr',
        Email: 'l@kret.example',
        'Email label': 'home',
        Phone: '+48601555100',
        'Phone label': 'cell',
        'Phone 2': '22 555 01 01',
        'Phone 2 label': 'work',
        Address: 'Polna 1, m. 2, 00-950 Warszawa, Polska',
        Notes: 'Pierwsza, linia\ndruga linia',
      },
    ]);
  });

  test('of an iPhone have groups with labels and a birthday without a year', async () => {
    expect(await cardsOf(load('iphone.vcf'))).toEqual([
      {
        'First name': 'John',
        'Last name': 'Appleseed',
        Company: 'Apple, Inc.',
        Department: 'Design',
        Email: 'j@apple.example',
        'Email label': 'Work',
        Phone: '555 123 456 7',
        'Phone label': 'Domek',
        Birthday: '--05-17',
        Tags: 'hurt, vip',
        Website: 'https://a.example',
      },
      { Company: 'Młyn sp. z o.o.', Phone: '22 555 01 01', 'Phone label': 'work' },
    ]);
  });

  test('of version 4 have values as addresses; a broken card is left out and named', async () => {
    const file = load('version-4.vcf');
    expect(await cardsOf(file)).toEqual([
      {
        'First name': 'Jan',
        'Last name': 'Nowak',
        'Name prefix': 'dr',
        Nickname: 'Janek, Jaś',
        Phone: '+48-602-555-100',
        'Phone label': 'cell home',
        Birthday: '--05-17',
      },
    ]);
    expect((await sheetOf(file)).omitted).toMatchObject([
      { number: 2, problem: { key: 'imports.problem.brokenCard', params: { row: 2 } } },
    ]);
  });

  test('of a group are left out and named; profiles, chats and anniversaries are kept', async () => {
    const file = Buffer.from(
      'BEGIN:VCARD\nVERSION:3.0\nN:Kret;Ola;;;\nURL:https\\://mlyn.example\nX-SOCIALPROFILE;type=linkedin:http://in.example/ola\nIMPP:skype:olak\nitem1.X-ABDATE:2010-06-01\nitem1.X-ABLabel:_$!<Anniversary>!$_\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Rodzina\nEND:VCARD\n',
    );
    expect(await cardsOf(file)).toEqual([
      {
        'First name': 'Ola',
        'Last name': 'Kret',
        Website: 'https://mlyn.example',
        Notes: 'linkedin: http://in.example/ola\nskype:olak\nAnniversary: 2010-06-01',
      },
    ]);
    expect((await sheetOf(file)).omitted).toMatchObject([{ problem: { key: 'imports.problem.groupCard' } }]);
  });

  async function cardsOf(file: Uint8Array): Promise<Record<string, string>[]> {
    const { headers } = await sheetOf(file);
    const cells = (row: string[]) => row.flatMap((cell, at) => (cell ? [[headers[at], cell] as const] : []));
    return (await rowsOf(file)).map((row) => Object.fromEntries(cells(row)));
  }
});
