// What is exported comes in again as it was: the file is read and its rows are understood without anything chosen by
// hand.
import { describe, expect, test } from 'vitest';
import { interpretRow } from '../../src/imports/interpretRow.ts';
import { readFile } from '../../src/imports/reading/readFile.ts';
import { fieldsByHeaders } from '../../src/imports/rows/fieldsByHeaders.ts';
import { findOrCreateTags } from '../../src/tags/tags.service.ts';
import { createUser, dbOf, signedIn } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app } = await useSignedIn();

const full = {
  ...{ first_name: 'Łucja', last_name: 'de la Cruz', position: 'Prezes; zarząd', status: 'customer' as const },
  ...{ email: 'lucja@dab.example', email_label: 'work' as const },
  more_emails: [{ label: 'home', value: 'lucja@dom.example' }],
  ...{ phone: '+48 600 100 200', phone_label: 'mobile' as const },
  more_phones: [{ label: 'work', value: '+48 22 555 01 04' }],
  ...{ address: 'ul. Leśna 5\n00-001 Warszawa', birthday: '--05-17', source: 'targi', is_starred: true },
  notes: '=1+1, „dąb”; "sosna"\nDzwonić po 10. 🎈',
};
const bare = { first_name: '', last_name: 'Ówczesny', birthday: '1985-05-17', notes: '-5 / 12' };

async function understood(locale: 'en' | 'pl', format: string) {
  const user = await createUser(app, `owner-${locale}`, { locale });
  const db = dbOf(app, user);
  const company = await db.company.create({ data: { user_id: user.id, name: 'Stolarnia Dąb, sp. z o.o.' } });
  const tag_ids = await findOrCreateTags(db, ['Hurt', 'stali klienci']);
  await db.contact.create({
    data: { user_id: user.id, ...full, keep_in_touch_days: 182, company_id: company.id, tag_ids },
  });
  await db.contact.create({ data: { user_id: user.id, ...bare } });
  const visitor = await signedIn(app, user);
  const { body } = await visitor.download(`/contacts/export/?format=${format}&sort=name`);
  const read = await readFile(body as Buffer, { name: `contacts.${format}` });
  if (!read.ok) throw new Error(read.problem.key);
  const { headers, heading } = read.sheet;
  const rows = read.sheet.rows.filter(({ number }) => number !== heading);
  const columns = fieldsByHeaders(headers);
  return rows.map((row) => interpretRow(row, { headers, columns }));
}

describe.each(['en', 'pl'] as const)('in %s', (locale) => {
  test.each(['csv', 'xlsx', 'vcf'])('people come back from %s', async (format) => {
    const [lucja, other, ...more] = await understood(locale, format);
    expect(more).toEqual([]);
    expect(lucja).toMatchObject({ errors: [], moved: [], unknown: [] });
    expect(lucja?.person).toMatchObject({
      ...full,
      company_name: 'Stolarnia Dąb, sp. z o.o.',
      tags: ['Hurt', 'stali klienci'],
    });
    expect(lucja?.person?.keep_in_touch_days).toBe(format === 'vcf' ? null : 182);
    expect(other).toMatchObject({ errors: [], moved: [], unknown: [] });
    expect(other?.person).toMatchObject({
      ...bare,
      email: '',
      more_phones: [],
      tags: [],
      is_starred: false,
      status: 'lead',
    });
  });
});
