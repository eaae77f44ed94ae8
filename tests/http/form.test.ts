import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { applyPick } from '../../src/http/forms/applyPick.ts';
import { formFor } from '../../src/http/forms/formFor.ts';
import { parseForm, withError } from '../../src/validation/form.ts';
import {
  checkbox,
  choice,
  email,
  multiLine,
  optionalId,
  phone,
  required,
  singleLine,
  website,
} from '../../src/validation/formFields.ts';
import { growthOf, maxGrowth } from '../support/growth.ts';

const Schema = z.object({
  name: required(singleLine(5)),
  note: multiLine(10),
  kind: choice(['a', 'b'], 'a'),
  company: optionalId,
  agreed: checkbox,
});

describe('parseForm', () => {
  test('returns the cleaned values and the form as it was typed', () => {
    const parsed = parseForm(Schema, { name: ' ab ', note: 'x\r\ny ', kind: 'b', company: '7', agreed: 'on' });
    expect(parsed).toEqual({
      ok: true,
      data: { name: 'ab', note: 'x\ny', kind: 'b', company: 7, agreed: true },
      form: {
        values: { name: ' ab ', note: 'x\r\ny ', kind: 'b', company: '7', agreed: 'on' },
        errors: {},
        maxlengths: { name: 5, note: 10 },
      },
    });
  });

  test('treats a missing field as empty and drops an unknown one', () => {
    const parsed = parseForm(Schema, { name: 'x', evil: '1' });
    expect(parsed.ok && parsed.data).toEqual({ name: 'x', note: '', kind: 'a', company: null, agreed: false });
  });

  test('keeps the first error of each field', () => {
    const parsed = parseForm(Schema, { name: '', note: '12345678901', kind: 'c', company: '0' });
    expect(parsed.ok).toBe(false);
    expect(parsed.form.errors).toEqual({
      name: { key: 'forms.required' },
      note: { key: 'forms.tooLong', params: { count: 10 } },
      kind: { key: 'forms.choice' },
      company: { key: 'forms.choice' },
    });
  });

  test.each([undefined, null, 'text', 7, [], ['a'], new Map()])('a body that is %o is an empty form', (body) => {
    expect(parseForm(Schema, body)).toMatchObject({ ok: false, form: { values: { name: '', kind: '' } } });
  });

  test('refuses an array but shows its last value; objects and NUL are never shown', () => {
    const parsed = parseForm(Schema, { name: ['a', 'b'], note: { a: 1 }, kind: 'a\0' });
    expect(parsed.form.values).toMatchObject({ name: 'b', note: '', kind: 'a' });
    expect(parsed.form.errors).toMatchObject({ name: { key: 'forms.invalid' }, note: { key: 'forms.invalid' } });
  });
});

test('formFor fills the fields from a record with the same names', () => {
  const form = formFor(
    z.object({ a: singleLine(5), day: singleLine(5), none: singleLine(5), yes: singleLine(5), n: singleLine(5) }),
    {
      a: 'x',
      day: new Date('2026-03-29'),
      none: null,
      yes: true,
      n: 7,
    },
  );
  expect(form.values).toEqual({ a: 'x', day: '2026-03-29', none: '', yes: 'true', n: '7' });
  expect(form.errors).toEqual({});
});

test('a form has the maximum length of its fields, also behind refinements and pipes', () => {
  const tidied = required(singleLine(5).transform((value) => value.normalize('NFKC'))).refine((value) => value !== 'x');
  const { maxlengths } = formFor(
    z.object({ plain: singleLine(7), tidied, kind: choice(['a'], 'a'), agreed: checkbox }),
  );
  expect(maxlengths).toEqual({ plain: 7, tidied: 5 });
});

test('withError adds an error to a copy of the form', () => {
  const form = formFor(Schema);
  const changed = withError(form, 'name', { key: 'forms.choice' });
  expect([form.errors, changed.errors]).toEqual([{}, { name: { key: 'forms.choice' } }]);
});

test('applyPick moves a picked id into the select and leaves "new" as it is', () => {
  const form = (pick: string) => ({
    values: { company: '', company_name: 'Dąb', company_pick: pick },
    errors: {},
    maxlengths: {},
  });
  expect(applyPick(form('7'), 'company').values).toEqual({ company: '7', company_name: '', company_pick: '' });
  expect(applyPick(form('none'), 'company').values).toEqual({ company: '', company_name: '', company_pick: '' });
  for (const pick of ['new', '']) expect(applyPick(form(pick), 'company')).toEqual(form(pick));
});

const accepts = (schema: z.ZodType, value: string) => schema.safeParse(value).success;

describe('fields', () => {
  test('singleLine trims and removes line breaks and invisible characters', () => {
    expect(singleLine(20).parse('  a\n\tb\u00a0c ')).toBe('a b c');
    expect(singleLine(20).parse('\u202a+48\u202c\ufeff \u200b600')).toBe('+48 600');
    expect(singleLine(20).parse('👩‍👧 נח')).toBe('👩‍👧 נח');
  });

  test('multiLine keeps line breaks and inner space', () => {
    expect(multiLine(20).parse('\r\na\r  b\r\n\r\nc\n')).toBe('a\n  b\n\nc');
  });

  test('the length is counted in characters after cleaning', () => {
    expect(accepts(singleLine(3), ' 👩👩👩 ')).toBe(true);
    expect(accepts(singleLine(3), 'abcd')).toBe(false);
  });

  const endless: [string, (size: number) => string][] = [
    ['a', (size) => 'a'.repeat(size)],
    ['a.', (size) => 'a.'.repeat(size / 2)],
    ['a@b.', (size) => `a@${'b.'.repeat(size / 2)}`],
    ['1 ', (size) => '1 '.repeat(size / 2)],
    ['https://a.', (size) => `https://${'a.'.repeat(size / 2)}`],
  ];

  test.each(endless)('a long text of "%s" is refused, and takes no more than its length', (_part, textOf) => {
    const fields = [singleLine(100), email, website, phone];
    for (const field of fields) expect(accepts(field, textOf(10_000))).toBe(false);
    for (const field of fields) expect(growthOf((size) => accepts(field, textOf(size)), 5_000)).toBeLessThan(maxGrowth);
  });

  test.each(['a@b.pl', "o'neil+x@sub.example.com", 'zażółć@gęślą.pl', ''])('email %s', (text) => {
    expect(accepts(email, text)).toBe(true);
  });
  test.each([
    'a',
    'a@b',
    '@b.pl',
    'a@',
    'a@b.p',
    'a@.pl',
    'a@b..pl',
    'a b@c.pl',
    'a@b@c.pl',
    'a,b@c.pl',
    '<a@b.pl>',
    'a@b.pl\0',
  ])('%j is not an email', (text) => {
    expect(accepts(email, text)).toBe(false);
  });

  test.each(['0', '-1', '1.5', 'abc', '01', '1e3', '99999999999', '１', ' 1'])('%j is not an id', (text) => {
    expect(accepts(optionalId, text)).toBe(false);
  });

  test('a website gets a scheme and is http or https', () => {
    expect(website.parse('example.com')).toBe('https://example.com');
    expect(website.parse('example.com:81')).toBe('https://example.com:81');
    expect(website.parse(' http://a.b ')).toBe('http://a.b');
    for (const text of [
      'javascript:alert(1)',
      'javascript:1',
      'mailto:a@b.pl',
      'https:a.pl',
      'https://a',
      'https://u@a.pl',
      'a b.pl',
    ]) {
      expect(accepts(website, text), text).toBe(false);
    }
  });
});
