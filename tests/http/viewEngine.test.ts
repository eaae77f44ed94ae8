import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ejs from 'ejs';
import { afterAll, expect, test, vi } from 'vitest';
import { viewEngine } from '../../src/http/viewEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'views-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.ejs`), text);
const render = viewEngine(folder, false);

write('leaf', '<%= name %>,<%= kind %>,<%= locals.kind %>;');
write('middle', "<%- include('/leaf', { name: 'inner' }) %><%- include('/leaf') %>");
write('page', "<%- include('/middle', { kind: 'given' }) %><%- include('/leaf') %>");

test('a name is looked up in its own locals, then in those around it, then in the shared ones', () => {
  expect(render('leaf', { name: 'own' }, { name: 'all', kind: 'shared' })).toBe('own,shared,;');
  expect(render('page', { name: 'own' }, { kind: 'shared' })).toBe('inner,given,;own,given,given;own,shared,;');
});

test('null counts as given, undefined does not, and a missing local is empty', () => {
  expect(render('leaf', { name: null, kind: undefined }, { name: 'all', kind: 'shared' })).toBe(',shared,;');
  expect(render('leaf', {}, {})).toBe(',,;');
});

test('values are escaped, includes are not', () => {
  expect(render('middle', { name: `<b class="a">O'Hara & co</b>` }, {})).toBe(
    'inner,,;&lt;b class=&#34;a&#34;&gt;O&#39;Hara &amp; co&lt;/b&gt;,,;',
  );
});

test('white space at the ends of lines is removed, except inside a value', () => {
  write('spaced', '  <p>\n\n    <%= text %>  </p>\n');
  expect(render('spaced', { text: '  a\n  b' }, {})).toBe('<p>\n  a\n  b  </p>');
});

test('a missing template is an error with its path', () => {
  expect(() => render('gone', {}, {})).toThrow(/gone\.ejs/);
});

// The engine reads the generated source, which is no public field of EJS: an update may change it.
test('EJS generates a body that appends to __output and escapes by escapeFn', () => {
  const options = { _with: false, compileDebug: false, rmWhitespace: true } as ejs.Options;
  const template = new ejs.Template('<p><%= a %></p><%- include("/b") %><% if (c) { %>d<% } %>', options);
  template.compile();
  const { source } = template as unknown as { source: string };
  expect(source.replace(/[\s;]+/g, ' ').trim()).toBe(
    'let __output = "" function __append(s) { if (s !== undefined && s !== null) __output += s } ' +
      '__append("<p>") __append(escapeFn( a )) __append("</p>") __append( include("/b") ) ' +
      'if (c) { __append("d") } return __output',
  );
});

test('an EJS without that field is refused by name', () => {
  const compile = vi.spyOn(ejs.Template.prototype, 'compile').mockReturnValue(() => '');
  expect(() => render('leaf', {}, {})).toThrow('This version of EJS keeps no source');
  compile.mockRestore();
});
