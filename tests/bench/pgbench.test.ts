import { expect, it } from 'vitest';
import { scriptOf } from './pgbench.ts';

it('writes the values of a statement as variables, and what is not there as NULL', () => {
  const values = ['of another statement'];
  const statement = { text: 'SELECT $1::text, $2, $1, $3 ', values: ['a b', null], prepared: true };
  expect(scriptOf(statement, values)).toBe('SELECT :v1::text, NULL, :v2, NULL');
  expect(values).toEqual(['of another statement', 'a b', 'a b']);
});
