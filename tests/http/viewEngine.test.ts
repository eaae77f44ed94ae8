import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { viewEngine } from '../../src/http/viewEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'views-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.ejs`), text);
const draw = viewEngine(folder, false);

write('leaf', '<%= name %>,<%= kind %>,<%= locals.kind %>;');
write('middle', "<%- include('/leaf', { name: 'inner' }) %><%- include('/leaf') %>");
write('page', "<%- include('/middle', { kind: 'given' }) %><%- include('/leaf') %>");

test('a name is looked for in what was given, then around, then in what all see', () => {
  expect(draw('leaf', { name: 'own' }, { name: 'all', kind: 'shared' })).toBe('own,shared,;');
  expect(draw('page', { name: 'own' }, { kind: 'shared' })).toBe('inner,given,;own,given,given;own,shared,;');
});

test('null is given, undefined is not, and what nobody gave is empty', () => {
  expect(draw('leaf', { name: null, kind: undefined }, { name: 'all', kind: 'shared' })).toBe(',shared,;');
  expect(draw('leaf', {}, {})).toBe(',,;');
});

test('what is written is escaped, what is included is not', () => {
  expect(draw('middle', { name: `<b class="a">O'Hara & co</b>` }, {})).toBe(
    'inner,,;&lt;b class=&#34;a&#34;&gt;O&#39;Hara &amp; co&lt;/b&gt;,,;',
  );
});

test('space at the ends of lines goes, except within a value', () => {
  write('spaced', '  <p>\n\n    <%= text %>  </p>\n');
  expect(draw('spaced', { text: '  a\n  b' }, {})).toBe('<p>\n  a\n  b  </p>');
});

test('a template that is not there is an error with its path', () => {
  expect(() => draw('gone', {}, {})).toThrow(/gone\.ejs/);
});
