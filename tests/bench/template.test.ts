import { describe, expect, it } from 'vitest';
import { cutTemplate, escapeHtml, fillTemplate } from './template.ts';

const html = '<h1>Anna O&#39;Neil</h1><a href="/contacts/12345/">Anna O&#39;Neil</a><td>Anna</td><p>lead</p>';
const rows = [[[12345, "Anna O'Neil", 'Anna', { notes: ['lead'] }]]];

describe('a template', () => {
  it('gives the same page for the same rows', () => {
    expect(fillTemplate(cutTemplate(html, rows), rows)).toBe(html);
  });

  it('gives another page for other rows, escaped', () => {
    const other = [[[67890, '<Jan & Co>', 'Jan', { notes: ['none'] }]]];
    expect(fillTemplate(cutTemplate(html, rows), other)).toBe(
      '<h1>&lt;Jan &amp; Co&gt;</h1><a href="/contacts/67890/">&lt;Jan &amp; Co&gt;</a><td>Jan</td><p>none</p>',
    );
  });

  it('prefers the longer of two overlapping values', () => {
    expect(cutTemplate(html, rows).slots).toContainEqual([0, 0, 1]);
    expect(cutTemplate('<p>Anna O&#39;Neil</p>', rows).slots).toEqual([[0, 0, 1]]);
  });

  it('ignores short values and dates, and leaves the slot of a missing row empty', () => {
    expect(cutTemplate('<p>abc</p>', [[['abc', new Date()]]]).slots).toEqual([]);
    expect(fillTemplate(cutTemplate('<p>Anna</p>', rows), [[]])).toBe('<p></p>');
  });
});

it('escapes like EJS', () => {
  expect(escapeHtml(`<a href="x">'&'</a>`)).toBe('&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;');
});
