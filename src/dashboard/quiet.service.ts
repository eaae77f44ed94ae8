import type { OwnedDb } from '../db/owned.ts';
import { mostWaiting, type QuietPerson } from './waiting.ts';

const columns = {
  id: true,
  company_id: true,
  first_name: true,
  last_name: true,
  position: true,
  email: true,
  phone: true,
  created_at: true,
  last_interaction_at: true,
  last_interaction_type: true,
} as const;

/** People with nothing planned, without the churned: those longest silent and those longest never spoken with, eight of each. */
export async function quietPeople(db: OwnedDb): Promise<QuietPerson[]> {
  const read = (spoken: boolean) =>
    db.contact.findMany({
      where: {
        open_tasks: 0,
        next_due_date: null,
        status: { not: 'churned' },
        last_interaction_at: spoken ? { not: null } : null,
      },
      orderBy: [spoken ? { last_interaction_at: 'asc' } : { created_at: 'asc' }, { id: 'asc' }],
      take: mostWaiting,
      select: columns,
    });
  const people = (await Promise.all([read(true), read(false)])).flat();
  const names = await companyNames(
    db,
    people.map(({ company_id }) => company_id),
  );
  return people.map(({ company_id, ...person }) => ({ ...person, company: names.get(company_id) ?? '' }));
}

// Joined above, every silent person's company would be read before the few are picked.
async function companyNames(db: OwnedDb, companyIds: (number | null)[]): Promise<Map<number | null, string>> {
  const ids = companyIds.filter((id) => id !== null);
  const companies = await db.company.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return new Map(companies.map(({ id, name }) => [id, name]));
}
