// All that a list of companies finds, whatever its page.
import { expect, test } from 'vitest';
import { CompanyQuerySchema } from '../../src/companies/companies.schema.ts';
import { listCompanies } from '../../src/companies/companies.service.ts';
import { countSelectedCompanies, selectedCompanyIds } from '../../src/companies/companySelection.service.ts';
import { createUser, dbOf } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, db } = await useSignedIn();

test('finds what the pages of the list show, and of ids those of this account', async () => {
  const names = Array.from({ length: 45 }, (_, n) => ({ user_id: alice.id, name: n % 2 === 0 ? 'Dąb' : `Firma ${n}` }));
  await db.company.createMany({ data: names });
  const bob = dbOf(app, await createUser(app, 'bob'));
  const { id: stranger } = await bob.company.create({ data: { user_id: 0, name: 'Dąb' } });
  for (const search of ['', 'dab', 'fi', 'nothing']) {
    const listed: number[] = [];
    for (const page of ['1', '2', '3']) {
      const { rows, pagination } = await listCompanies(db, CompanyQuerySchema.parse({ search, page }));
      if (pagination.page === Number(page)) listed.push(...rows.map(({ id }) => id));
    }
    const query = CompanyQuerySchema.parse({ search });
    expect([search, await selectedCompanyIds(db, { query })]).toEqual([search, listed]);
    expect(await countSelectedCompanies(db, { query })).toBe(listed.length);
  }
  const query = CompanyQuerySchema.parse({});
  const { id } = await db.company.findFirstOrThrow();
  expect(await selectedCompanyIds(db, { query, ids: [stranger, id, id] })).toEqual([id]);
  expect(await countSelectedCompanies(db, { query, ids: [] })).toBe(0);
});
