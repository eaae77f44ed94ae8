import type { Request, Response } from 'express';
import type { Company } from '../db/generated/client.ts';
import { flash } from '../http/flash.ts';
import { type Difference, differencesOf, type Edited, editedOf, versionOf } from '../http/forms/editConflict.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { type CompanyInput, CompanySchema } from './companies.schema.ts';
import { getCompany, updateCompany } from './companies.service.ts';

interface FormLocals {
  form: Form<typeof CompanySchema>;
  /** Absent: a new one. */
  company: Company | undefined;
  duplicate: Company | undefined;
  edited: Edited | undefined;
}

const view = page<FormLocals>('companies/form');

type FormParts = Partial<Pick<FormLocals, 'company' | 'duplicate'>> &
  Pick<FormLocals, 'form'> & { differences?: Difference[] };

export function showForm(res: Response, { form, company, duplicate, differences }: FormParts): void {
  const title = res.locals.t(company ? 'companies.form.edit' : 'companies.form.new');
  const edited = company && editedOf(res.req, company, differences);
  view(res, { title, section: 'companies', form, company, duplicate, edited });
}

/** Changes the company as the form says, if it still is as it was when the form was made. */
export async function saveEdit(req: Request, res: Response, company: Company, seen?: number): Promise<void> {
  const parsed = parseForm(CompanySchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), { form: parsed.form, company });

  const saved = await updateCompany(ownedDb(req), company, parsed.data, seen);
  if ('conflict' in saved) return showTheirs(req, res, company.id, parsed);
  if (!saved.ok) return showForm(res.status(422), { form: parsed.form, company, duplicate: saved.duplicate });
  flash(req, 'success', 'companies.flash.saved');
  res.redirect(303, urls.company(company.id));
}

interface Typed {
  form: FormLocals['form'];
  data: CompanyInput;
}

async function showTheirs(req: Request, res: Response, id: number, { form, data }: Typed): Promise<void> {
  const company = await getCompany(ownedDb(req), id);
  const words = ({ name, website, industry, address }: Omit<CompanyInput, 'save_anyway'>) => ({
    name,
    website,
    industry,
    address,
  });
  const label = (field: keyof ReturnType<typeof words>) => res.locals.t(`companies.field.${field}`) as string;
  const differences = differencesOf(label, words(company), words(data));
  // Both say the same.
  if (differences.length === 0) return saveEdit(req, res, company, versionOf(company));
  showForm(res.status(409), { form, company, differences });
}
