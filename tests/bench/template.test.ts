import { describe, expect, it } from 'vitest';
import { cut, escapeHtml, fill } from './template.ts';

const html = '<h1>Anna O&#39;Neil</h1><a href="/contacts/12345/">Anna O&#39;Neil</a><td>Anna</td><p>lead</p>';
const rows = [[[12345, "Anna O'Neil", 'Anna', { notes: ['lead'] }]]];

describe('a page cut at its values', () => {
  it('is the same page when it is filled with the same rows', () => {
    expect(fill(cut(html, rows), rows)).toBe(html);
  });

  it('shows other rows, escaped', () => {
    const other = [[[67890, '<Jan & Co>', 'Jan', { notes: ['none'] }]]];
    expect(fill(cut(html, rows), other)).toBe(
      '<h1>&lt;Jan &amp; Co&gt;</h1><a href="/contacts/67890/">&lt;Jan &amp; Co&gt;</a><td>Jan</td><p>none</p>',
    );
  });

  it('takes the longer value where a shorter one stands in it', () => {
    expect(cut(html, rows).slots).toContainEqual([0, 0, 1]);
    expect(cut('<p>Anna O&#39;Neil</p>', rows).slots).toEqual([[0, 0, 1]]);
  });

  it('leaves short values and dates alone, and shows nothing for a row that is gone', () => {
    expect(cut('<p>abc</p>', [[['abc', new Date()]]]).slots).toEqual([]);
    expect(fill(cut('<p>Anna</p>', rows), [[]])).toBe('<p></p>');
  });
});

it('escapes what EJS escapes', () => {
  expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;');
});
