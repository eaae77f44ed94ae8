import type { Company } from '../../db/generated/client.ts';
import { fold } from '../../db/sql/fold.ts';
import { addText } from './mergePerson.ts';

const textFields = ['website', 'industry', 'address', 'phone', 'email', 'tax_id'] as const;

/** The columns of a company that an import writes. */
export const companyColumns = ['name', ...textFields, 'tag_ids', 'notes'] as const;

export type CompanyFields = Pick<Company, (typeof companyColumns)[number]>;

/** Without an id while it is not written. */
export interface DraftCompany extends CompanyFields {
  id?: number;
}

/** Companies by tax id and by name: one that is asked for twice is the same. */
export class CompanyBook<Known extends DraftCompany = DraftCompany> {
  private readonly byTaxId = new Map<string, Known>();
  private readonly byName = new Map<string, Known[]>();

  add(company: Known): void {
    if (company.tax_id !== '' && !this.byTaxId.has(company.tax_id)) this.byTaxId.set(company.tax_id, company);
    const key = fold(company.name);
    this.byName.set(key, [...(this.byName.get(key) ?? []), company]);
  }

  /** Two companies of one name with different tax ids are two; of several the one that is spelled alike is taken. */
  find({ name, tax_id }: Pick<CompanyFields, 'name' | 'tax_id'>): Known | undefined {
    const sameTaxId = tax_id === '' ? undefined : this.byTaxId.get(tax_id);
    if (sameTaxId) return sameTaxId;
    const sameName = (this.byName.get(fold(name)) ?? []).filter(
      (one) => tax_id === '' || one.tax_id === '' || one.tax_id === tax_id,
    );
    return sameName.find((one) => one.name === name) ?? sameName[0];
  }
}

/** Fills empty fields in place, and returns whether there were any. */
export function fillCompany(company: CompanyFields, incoming: CompanyFields): boolean {
  const before = JSON.stringify(company);
  for (const field of textFields) company[field] ||= incoming[field];
  company.tag_ids = [...new Set([...company.tag_ids, ...incoming.tag_ids])].sort((a, b) => a - b);
  company.notes = addText(company.notes, incoming.notes);
  return JSON.stringify(company) !== before;
}
