import type { Company, Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold, likePattern } from '../db/sql/fold.ts';
import { type CompanyAgreement, companyAgreementSql, companyLikeness } from './companyLikeness.ts';

/** Another company that may be the one that is saved, and in what they agree. */
export interface SameCompany {
  company: Company;
  field: 'name' | 'tax_id' | 'domain';
}

type Identity = Pick<Company, 'name' | 'tax_id' | 'website' | 'email'>;

export const byName = [{ name: 'asc' }, { id: 'asc' }] satisfies Prisma.CompanyOrderByWithRelationInput[];

/** Finds the most likely duplicate by the fields that this save changes, see companyLikeness(). */
export async function findSameCompany(
  db: OwnedDb,
  given: Identity,
  before?: Company,
): Promise<SameCompany | undefined> {
  const rows = await db.read<CompanyAgreement & { id: number }>(sameCompanySql, {
    ...changedIdentity(given, before),
    except: before?.id ?? 0,
  });
  const [found] = rows
    .flatMap(({ id, ...agreement }) => ({ id, likeness: companyLikeness(agreement) }))
    .filter(({ likeness }) => likeness !== undefined)
    .sort((one, other) => (other.likeness?.score ?? 0) - (one.likeness?.score ?? 0));
  const company = found && (await db.company.findUnique({ where: db.key(found.id) }));
  return company ? { company, field: fieldOf[found.likeness?.reasons[0] ?? 'company_name'] } : undefined;
}

const fieldOf = { tax_id: 'tax_id', company_name: 'name', domain: 'domain' } as const;

/** A duplicate that the owner accepted once is not reported again when other fields change. */
function changedIdentity(given: Identity, before: Company | undefined): Identity {
  const changed = (field: keyof Identity) => (given[field] === before?.[field] ? '' : given[field]);
  return { name: changed('name'), tax_id: changed('tax_id'), website: changed('website'), email: changed('email') };
}

const columns = 'id, name, tax_id, website, email';
/** Hundreds of companies may share a domain. */
const maxCandidates = 20;

const candidatesBy = (condition: string) =>
  `(SELECT ${columns} FROM companies WHERE user_id = $1 AND ${condition} LIMIT ${maxCandidates})`;

const sameCompanySql = `WITH asked AS MATERIALIZED (
    SELECT :name::text AS name, :tax_id::text AS tax_id, :website::text AS website, :email::text AS email)
  SELECT b.id, ${companyAgreementSql('a', 'b')} FROM asked a CROSS JOIN (
    ${candidatesBy("tax_id = :tax_id::text AND tax_id <> ''")}
    UNION ${candidatesBy('crm_company_key(name) = crm_company_key(:name::text)')}
    UNION ${candidatesBy(`crm_company_domains(website, email) && crm_company_domains(:website::text, :email::text)
      AND (website <> '' OR email <> '')`)}) b
  WHERE b.id <> :except::int ORDER BY b.name, b.id`;

/**
 * Without regard to case and accents. The search text holds each value as a line between two line feeds, the name
 * first.
 */
export function nameLine(name: string): Prisma.CompanyWhereInput {
  return { search_text: { startsWith: likePattern(`\n${fold(name)}\n`) } };
}
