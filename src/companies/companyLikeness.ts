import type { Likeness } from '../core/likeness.ts';

export type CompanyReason = 'tax_id' | 'company_name' | 'domain';

/** The fields in which two companies agree, as read by companyAgreementSql(). */
export type CompanyAgreement = Record<CompanyReason, boolean> & { has_other_tax_id: boolean };

const weights: Record<CompanyReason, number> = { tax_id: 90, company_name: 50, domain: 40 };

/** SQL: compares two companies. Names are compared without the legal form; domains of mail providers do not count. */
export function companyAgreementSql(one: string, other: string): string {
  return `${one}.tax_id <> '' AND ${one}.tax_id = ${other}.tax_id AS tax_id,
    crm_company_key(${one}.name) = crm_company_key(${other}.name) AS company_name,
    crm_company_domains(${one}.website, ${one}.email) && crm_company_domains(${other}.website, ${other}.email) AS domain,
    ${one}.tax_id <> '' AND ${other}.tax_id <> '' AND ${one}.tax_id <> ${other}.tax_id AS has_other_tax_id`;
}

/** The rule for two companies that may be one; undefined where nothing speaks for it. */
export function companyLikeness(agreement: CompanyAgreement): Likeness<CompanyReason> | undefined {
  const reasons = (Object.keys(weights) as CompanyReason[]).filter((reason) => agreement[reason]);
  // Companies with different tax IDs are different, whatever their names.
  if (reasons.length === 0 || agreement.has_other_tax_id) return undefined;
  return {
    reasons,
    score: Math.min(
      100,
      reasons.reduce((sum, reason) => sum + weights[reason], 0),
    ),
  };
}
