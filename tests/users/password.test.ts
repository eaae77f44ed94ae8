import { beforeAll, describe, expect, test } from 'vitest';
import { hashPassword, passwordProblem, verifyPassword } from '../../src/users/password.ts';
import { hashAsInProduction } from '../support/passwordCost.ts';

const anna = { username: 'anna.kowalska', email: 'biuro@kwiaciarnia.pl' };

describe('passwordProblem', () => {
  test.each([
    'testpass123',
    'StrongPass123!',
    'trzy mokre parasole',
    'Zażółć gęślą jaźń',
    '   spaces   ',
    '🐘🐘🎈🎈🌲🌲🍎🍏',
    'a'.repeat(30) + 'b'.repeat(42),
  ])('accepts %s', (password) => {
    expect(passwordProblem(password, anna)).toBeUndefined();
  });

  test.each([
    ['7 chars', 'accounts.password.tooShort'],
    ['🐘🎈🌲🍎🍏🍐🍋', 'accounts.password.tooShort'],
    ['ą'.repeat(37), 'accounts.password.tooLong'],
    [`a b ${'c'.repeat(69)}`, 'accounts.password.tooLong'],
    ['anna.kowalska', 'accounts.password.resemblesName'],
    ['Anna.Kowalska1!', 'accounts.password.resemblesName'],
    ['biuro@kwiaciarnia.pl', 'accounts.password.resemblesName'],
    ['password', 'accounts.password.common'],
    ['PASSWORD123', 'accounts.password.common'],
    ['ｐａｓｓｗｏｒｄ１２３', 'accounts.password.common'],
    ['zaq12wsx', 'accounts.password.common'],
    ['haslo123', 'accounts.password.common'],
    ['Hasło2024!', 'accounts.password.common'],
    ['polska12', 'accounts.password.common'],
    ['MiniCRM2026!', 'accounts.password.common'],
    ['mini-crm', 'accounts.password.common'],
    ['abcabcabc', 'accounts.password.common'],
    ['aaaaaaaaaaaa', 'accounts.password.common'],
    ['12345678', 'accounts.password.common'],
    ['mnopqrst', 'accounts.password.common'],
    ['with\0nul in it', 'forms.nul'],
  ])('refuses %s: %s', (password, problem) => {
    expect(passwordProblem(password, anna)).toBe(problem);
  });
});

describe('hashPassword and verifyPassword', () => {
  beforeAll(hashAsInProduction);

  test('accept both Unicode forms of an accented letter', async () => {
    const hash = await hashPassword('Zażółć gęślą'.normalize('NFD'));
    expect(hash).toMatch(/^\$2b\$12\$/);
    expect(await verifyPassword('Zażółć gęślą'.normalize('NFC'), hash)).toBe(true);
    expect(await verifyPassword('zażółć gęślą', hash)).toBe(false);
  });

  test('do not ignore characters after the 72 bytes that bcrypt reads', async () => {
    const longest = 'x1'.repeat(36);
    const hash = await hashPassword(longest);
    expect(await verifyPassword(longest, hash)).toBe(true);
    expect(await verifyPassword(`${longest}more`, hash)).toBe(false);
  });

  test('refuse an unknown user in about the same time as a wrong password', async () => {
    const hash = await hashPassword('trzy mokre parasole');
    const wrong = await millisecondsOf(() => verifyPassword('something else', hash));
    const nobody = await millisecondsOf(() => verifyPassword('something else', undefined));
    expect(await verifyPassword('', undefined)).toBe(false);
    expect(nobody).toBeGreaterThan(wrong / 4);
  });
});

/** The shortest of three runs, since other processes can only slow one down. */
async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < 3; index++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}
