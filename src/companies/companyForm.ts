import type { Request, Response } from 'express';
import type { Company } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { flash } from '../http/flash.ts';
import {
  type Difference,
  type EditConflict,
  type EditState,
  editState,
  findDifferences,
  saveUnlessChanged,
} from '../http/forms/editConflict.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import type { Translate } from '../i18n/translate.ts';
import { joinTagNames, listTags, type NamedTag, tagNamesText } from '../tags/tags.service.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { type CompanyInput, CompanySchema } from './companies.schema.ts';
import { getCompany, updateCompany } from './companies.service.ts';
import type { SameCompany } from './sameCompany.service.ts';
import { taxIdText } from './taxId.ts';

interface FormLocals {
  form: Form<typeof CompanySchema>;
  company: Company | undefined;
  duplicate: SameCompany | undefined;
  /** All tags, as suggestions. */
  tags: NamedTag[];
  edit: EditState | undefined;
  /** The list that the company was opened from. */
  back: string | undefined;
}

const view = page<FormLocals>('companies/form');

type FormParts = Partial<Pick<FormLocals, 'company' | 'duplicate'>> &
  Pick<FormLocals, 'form'> & { conflict?: EditConflict };

export async function showForm(
  res: Response,
  db: OwnedDb,
  { form, company, duplicate, conflict }: FormParts,
): Promise<void> {
  const title = res.locals.t(company ? 'companies.form.edit' : 'companies.form.new');
  const edit = company && editState(res.req, company, conflict);
  const tags = await listTags(db);
  view(res, { title, section: 'companies', form, company, duplicate, tags, edit, back: returnPath(res.req) });
}

export async function saveEdit(req: Request, res: Response, company: Company): Promise<void> {
  const db = ownedDb(req);
  const parsed = parseForm(CompanySchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), db, { form: parsed.form, company });

  const { form, data } = parsed;
  const edit = await saveUnlessChanged(req, {
    table: 'companies',
    record: company,
    save: (record, version) => updateCompany(db, record, data, version),
    reload: () => getCompany(db, company.id),
    compare: (current) => compare(res.locals.t, db, current, data),
  });
  if (!edit.saved) return showForm(res.status(409), db, { form, company: edit.current, conflict: edit.conflict });
  if (!edit.saved.ok) return showForm(res.status(422), db, { form, company, duplicate: edit.saved.duplicate });
  flash(req, 'success', 'companies.flash.saved', { actions: undoActions(req, urls.company(company.id)) });
  res.redirect(303, urls.company(company.id, { back: returnPath(req) }));
}

async function compare(t: Translate, db: OwnedDb, company: Company, input: CompanyInput): Promise<Difference[]> {
  const texts = (one: Omit<CompanyInput, 'save_anyway' | 'tags'>) => ({
    name: one.name,
    phone: one.phone,
    email: one.email,
    website: one.website,
    tax_id: taxIdText(one.tax_id),
    industry: one.industry,
    address: one.address,
    notes: one.notes,
  });
  const current = { ...texts(company), tags: await tagNamesText(db, company.tag_ids) };
  const submitted = { ...texts(input), tags: joinTagNames(input.tags) };
  return findDifferences((field) => t(`companies.field.${field}`), current, submitted);
}
