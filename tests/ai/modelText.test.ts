import { expect, test } from 'vitest';
import { modelLine, modelText } from '../../src/ai/modelText.ts';

test.each([
  [' a \r\n b\u00A0c ', 10, 'a b c'],
  ['a\0b', 10, 'ab'],
  ['Żółw', 2, 'Żó'],
  ['ab 👋🏽', 4, 'ab 👋'],
  ['👋👋👋', 2, '👋👋'],
  [' \0 ', 10, ''],
])('%j as a line of %i characters', (text, maxLength, line) => {
  expect(modelLine(text, maxLength)).toBe(line);
});

test('text keeps its lines, and no character is split', () => {
  expect(modelText(' Hi,\r\n\r\nbye\r\0 ')).toBe('Hi,\n\nbye');
  expect(modelText('👋👋👋', 2)).toBe('👋👋');
  expect(modelText('👋👋👋', 2)).not.toMatch(/[\ud800-\udbff]$/);
});
