// The signature of a pasted mail says who an unknown sender is; without one, nothing is invented.
import { describe, expect, test } from 'vitest';
import { newPerson } from '../../src/mailLog/newPerson.ts';
import { interpretMail } from '../../src/mailReader/interpretMail.ts';
import { readPasted } from '../../src/mailReader/pastedMail.ts';

const owner = { own: ['anna@firma.pl'], timeZone: 'Europe/Warsaw' };
const polish = 'Dzień dobry,\n\nproszę o wycenę 20 stołków dębowych.';
const english = 'Hello,\n\ncould you send me a quote for 20 stools?';

async function read(text: string, from = 'Jan Krawiec <jan@example.com>') {
  const head = `Od: ${from}\nData: 27 listopada 2026 10:15\nDo: anna@firma.pl\nTemat: Wycena\n\n`;
  const { mail, forwarded } = interpretMail(await readPasted(head + text, owner), owner);
  const { kind, others, attachments, signature, person, text: said } = forwarded ?? mail;
  const details = { kind, others, attachments, signature };
  return { said, person: newPerson({ name: person?.name ?? '', email: person?.address ?? '', details }, 'PL') };
}

const lines = 'Jan Krawiec\nPiekarnia Złoty Kłos\n+48 602 333 444';
const jan = { first_name: 'Jan', last_name: 'Krawiec', company: 'Piekarnia Złoty Kłos', phone: '+48 602 333 444' };
const sarah = { first_name: 'Sarah', last_name: 'Miller', company: 'Northwind Traders Ltd', phone: '+44 20 7946 0018' };

describe('what a signature says of its author', () => {
  test.each([
    ['three lines alone', `${polish}\n\n${lines}`],
    ['below --', `${polish}\n\n--\n${lines}`],
    ['below a closing', `${polish}\n\nPozdrawiam,\n${lines}`],
    ['below a closing and --', `${polish}\n\nPozdrawiam,\n\n-- \n${lines}`],
    ['beside a closing', `${polish}\n\nZ góry dziękuję i pozdrawiam, ${lines}`],
    ['below the last closing', `Dziękuję!\n\nPrzyjadę w piątek.\nProszę o 20 stołków.\n\nŁączę pozdrowienia\n${lines}`],
  ])('%s', async (_, text) => {
    expect((await read(text)).person).toMatchObject(jan);
  });

  test.each([
    [
      'with a position and a website',
      'Kind regards,\nSarah Miller\nHead of Purchasing\nNorthwind Traders Ltd\n+44 20 7946 0018\nwww.northwind.example',
    ],
    ['beside a closing', 'With best regards, Sarah Miller\nNorthwind Traders Ltd\nTel. +44 20 7946 0018'],
    ['on one line', 'Sarah Miller | Northwind Traders Ltd | +44 20 7946 0018'],
    [
      'above a disclaimer',
      'Best regards\nSarah Miller\nNorthwind Traders Ltd\n+44 20 7946 0018\n\nThis message is confidential.\nThank you.',
    ],
    ['of a sender who is a company', 'Sarah Miller\nNorthwind Traders Ltd\n+44 20 7946 0018'],
  ])('%s', async (shape, signature) => {
    const from = shape.endsWith('a company') ? 'Northwind' : 'Sarah Miller';
    const { person } = await read(`${english}\n\n${signature}`, `${from} <sarah@northwind.example>`);
    expect({ ...person, first_name: 'Sarah', last_name: 'Miller' }).toMatchObject(sarah);
  });

  test('stays in the text where only its shape tells that it is one', async () => {
    expect((await read(`${polish}\n\n${lines}`)).said).toBe(`${polish}\n\n${lines}`);
    expect((await read(`${polish}\n\nPozdrawiam, ${lines}`)).said).toBe(`${polish}\n\nPozdrawiam, Jan Krawiec`);
  });
});

test.each([
  ['no signature', polish],
  ['a name alone', `${polish}\n\nPozdrawiam\nJan`],
  ['a number in a sentence', `${polish}\n\nMój kierowca ma numer 601 555 100, proszę dzwonić po 17.`],
  ['somebody to call', `${polish}\n\nKontakt do kierowcy:\n\nAnna Lis\n601 555 100`],
  ['somebody else', `${polish}\n\nAnna Lis\nMeblex\n601 555 100`],
  ['goods', `${polish}\n\nStół dębowy\nKrzesło bukowe\n602 333 444`],
  ['thanks to somebody', 'Thanks Anna,\n\nwe come on Friday.\nSee you there.'],
])('nothing is invented from %s', async (_, text) => {
  const { said, person } = await read(text);
  expect(person).toEqual({ first_name: 'Jan', last_name: 'Krawiec', company: '', position: '', phone: '' });
  expect(said).toBe(text);
});
