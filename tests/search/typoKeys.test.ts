import { describe, expect, test } from 'vitest';
import { typoKeys } from '../../src/db/sql/typoKeys.ts';
import { sql } from '../support/database.ts';

const inDatabase = async (text: string): Promise<string[]> =>
  ((await sql('SELECT crm_typo_keys($1) AS keys', [text]))[0] as { keys: string[] }).keys;

describe('typo keys', () => {
  test.each([['nowak'], ['anna'], ['ewa'], ['zoe'], ['мария'], ['𝒶nna'], ['brzeczyszczykiewicz']])(
    'of %s are the same in the database',
    async (word) => {
      expect(new Set(await inDatabase(`\n${word}\n`))).toEqual(new Set(typoKeys(word)));
    },
  );

  test.each([
    ['whitfeld', 'whitfield'],
    ['whitffield', 'whitfield'],
    ['whitfiedl', 'whitfield'],
    ['vhitfield', 'whitfield'],
    ['hwitfield', 'whitfield'],
    ['nowka', 'nowak'],
    ['kert', 'kret'],
  ])('%s and %s share one', (typed, name) => {
    expect(typoKeys(typed).some((key) => typoKeys(name).includes(key))).toBe(true);
  });

  test.each([
    ['whitfeld', 'whitefields'],
    ['nowak', 'kowal'],
    ['ewa', 'ela'],
  ])('%s and %s share none', (typed, name) => {
    expect(typoKeys(typed).some((key) => typoKeys(name).includes(key))).toBe(false);
  });

  test('are those of names and company, not of email, phone, position and notes', async () => {
    const text = '\nal fox\nfox al\nal@mail.pl\nbuk-dom\n600100\n\t\nboss\n\t\nnotes\n';
    expect((await inDatabase(text)).sort()).toEqual(['buk', 'dom', 'fox']);
  });
});
