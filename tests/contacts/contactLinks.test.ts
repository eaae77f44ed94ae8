import { expect, test } from 'vitest';
import { mailHref, telHref } from '../../src/contacts/contactLinks.ts';

test.each([
  ['+48 (600) 100-200', 'tel:+48600100200'],
  ['600 100 200', 'tel:600100200'],
  ['22/600 10 20', 'tel:226001020'],
  ['600-100-200 ext. 5', 'tel:600100200,5'],
  ['600 100 200 ext 5', 'tel:600100200,5'],
  ['22 123 45 67 wew. 12', 'tel:221234567,12'],
  ['600 100 200 w. 3', 'tel:600100200,3'],
  ['+48600100200x12', 'tel:+48600100200,12'],
  ['600100200 #7', 'tel:600100200,7'],
])('dials %s as %s', (phone, href) => {
  expect(telHref(phone)).toBe(href);
});

test.each([
  ['jan@example.com', 'mailto:jan@example.com'],
  ['jan+crm@example.com', 'mailto:jan%2Bcrm@example.com'],
  // It is an address, if a strange one: nobody else gets a copy, and no text is put in.
  ['a?bcc=z&body=y@b.pl', 'mailto:a%3Fbcc%3Dz%26body%3Dy@b.pl'],
])('links %s to %s', (email, href) => {
  expect(mailHref(email)).toBe(href);
});
