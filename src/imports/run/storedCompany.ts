import type { Company } from '../../db/generated/client.ts';
import { fold } from '../../db/sql/fold.ts';
import { addText } from './mergePerson.ts';

const textFields = ['website', 'industry', 'address', 'phone', 'email', 'tax_id'] as const;

/** The columns of a company that an import writes. */
export const companyColumns = ['name', ...textFields, 'tag_ids', 'notes'] as const;

export type CompanyFields = Pick<Company, (typeof companyColumns)[number]>;

/** Has no id until it is written. */
export interface UnsavedCompany extends CompanyFields {
  id?: number;
}

/** Holds companies by tax id and by name, so that each is created only once. */
export class CompanyIndex<Known extends UnsavedCompany = UnsavedCompany> {
  private readonly byTaxId = new Map<string, Known>();
  private readonly byName = new Map<string, Known[]>();

  add(company: Known): void {
    if (company.tax_id !== '' && !this.byTaxId.has(company.tax_id)) this.byTaxId.set(company.tax_id, company);
    const key = fold(company.name);
    this.byName.set(key, [...(this.byName.get(key) ?? []), company]);
  }

  /**
   * Companies with the same name and different tax ids are distinct. Among several matches, the same spelling is
   * preferred.
   */
  find({ name, tax_id }: Pick<CompanyFields, 'name' | 'tax_id'>): Known | undefined {
    const sameTaxId = tax_id === '' ? undefined : this.byTaxId.get(tax_id);
    if (sameTaxId) return sameTaxId;
    const sameName = (this.byName.get(fold(name)) ?? []).filter(
      (one) => tax_id === '' || one.tax_id === '' || one.tax_id === tax_id,
    );
    return sameName.find((one) => one.name === name) ?? sameName[0];
  }
}

/** Fills empty fields in place; returns whether anything changed. */
export function fillCompany(company: CompanyFields, incoming: CompanyFields): boolean {
  const before = JSON.stringify(company);
  for (const field of textFields) company[field] ||= incoming[field];
  company.tag_ids = [...new Set([...company.tag_ids, ...incoming.tag_ids])].sort((a, b) => a - b);
  company.notes = addText(company.notes, incoming.notes);
  return JSON.stringify(company) !== before;
}
