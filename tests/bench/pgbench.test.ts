import { expect, it } from 'vitest';
import { pgbenchScript } from './pgbench.ts';

it('writes values as variables and missing ones as NULL', () => {
  const values = ['of another statement'];
  const statement = { text: 'SELECT $1::text, $2, $1, $3 ', values: ['a b', null], prepared: true };
  expect(pgbenchScript(statement, values)).toBe('SELECT :v1::text, NULL, :v2, NULL');
  expect(values).toEqual(['of another statement', 'a b', 'a b']);
});
