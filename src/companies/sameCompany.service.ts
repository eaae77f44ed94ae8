import type { Company, Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold, likePattern } from '../db/sql/fold.ts';

/** Another company that may be the one that is saved, and the field in which they agree. */
export interface SameCompany {
  company: Company;
  field: 'name' | 'tax_id';
}

type Identity = Pick<Company, 'name' | 'tax_id'>;

export const byName = [{ name: 'asc' }, { id: 'asc' }] satisfies Prisma.CompanyOrderByWithRelationInput[];

/** Of the fields that a save changes: another company of the same tax id, else of the same name. */
export async function findSameCompany(
  db: OwnedDb,
  { name, tax_id }: Identity,
  before?: Company,
): Promise<SameCompany | undefined> {
  const taxIdIsNew = tax_id !== '' && tax_id !== before?.tax_id;
  const sameTaxId = taxIdIsNew ? await findFirst(db, { tax_id }, before) : null;
  if (sameTaxId) return { company: sameTaxId, field: 'tax_id' };
  const sameName = name === before?.name ? null : await findFirst(db, nameLine(name), before);
  return sameName ? { company: sameName, field: 'name' } : undefined;
}

/** Without regard to case and accents. The search text holds each value as a line between two line feeds, the name first. */
export function nameLine(name: string): Prisma.CompanyWhereInput {
  return { search_text: { startsWith: likePattern(`\n${fold(name)}\n`) } };
}

function findFirst(db: OwnedDb, where: Prisma.CompanyWhereInput, before?: Company): Promise<Company | null> {
  return db.company.findFirst({ where: { ...where, id: { not: before?.id ?? 0 } }, orderBy: byName });
}
