import { Router } from 'express';
import type { Company } from '../db/generated/client.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { pathAfterDelete } from '../http/forms/pathAfterDelete.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { findDefaultView } from '../savedViews/defaultView.ts';
import { tagNamesText } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { deleteAndFlash } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { parseForm } from '../validation/form.ts';
import { searchText } from '../validation/queryFields.ts';
import { type CompanyQuery, CompanyQuerySchema, CompanySchema } from './companies.schema.ts';
import {
  type CompanyList,
  type CompanyRow,
  countPeople,
  getCompany,
  listCompanies,
  saveCompany,
} from './companies.service.ts';
import { type CompanyFilterChoices, readCompanyFilterChoices } from './companyFilterChoices.service.ts';
import { saveEdit, showForm } from './companyForm.ts';
import { forgivingCompanyOptions, listSimilarCompanies } from './similarCompanies.service.ts';
import { taxIdText } from './taxId.ts';

export const companiesRouter = Router();

const listView = page<ListLocals>('companies/list');
const deleteView = page<{ company: Company; people: number; back: string | undefined }>('companies/delete');

interface ListLocals extends CompanyFilterChoices {
  companies: CompanyList;
  similar: CompanyRow[];
  query: CompanyQuery;
}

companiesRouter.get('/', async (req, res) => {
  const db = ownedDb(req);
  const choices = await readCompanyFilterChoices(db);
  const opening = findDefaultView(choices.views, req.query);
  if (opening) return res.redirect(303, `${urls.companies()}?${opening.query}`);
  const query = withKnownTags(CompanyQuerySchema.parse(req.query), choices.tags);
  const companies = await listCompanies(db, query);
  const similar = companies.pagination.page > 1 ? [] : await listSimilarCompanies(db, query, companies.rows);
  const title = res.locals.t('companies.list.title');
  listView(res, { title, section: 'companies', companies, similar, query, ...choices });
});

companiesRouter.get('/options', async (req, res) => {
  res.json(await forgivingCompanyOptions(ownedDb(req), searchText.parse(req.query['search'])));
});

companiesRouter.get('/create', async (req, res) => {
  await showForm(res, ownedDb(req), { form: formFor(CompanySchema) });
});

companiesRouter.post('/create', async (req, res) => {
  const parsed = parseForm(CompanySchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), ownedDb(req), { form: parsed.form });

  const { replayPath, result: saved } = await runOnce(
    req,
    (tx) => saveCompany(tx, parsed.data),
    ({ id }) => urls.company(id),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showForm(res.status(422), ownedDb(req), { form: parsed.form, duplicate: saved.duplicate });
  flash(req, 'success', 'companies.flash.created', { actions: undoActions(req, urls.companies()) });
  res.redirect(303, urls.company(saved.id));
});

companiesRouter.get('/:id/edit', async (req, res) => {
  const db = ownedDb(req);
  const company = await getCompany(db, idParam(req));
  const tags = await tagNamesText(db, company.tag_ids);
  const shown = { ...company, tax_id: taxIdText(company.tax_id), tags };
  await showForm(res, db, { form: formFor(CompanySchema, shown), company });
});

companiesRouter.post('/:id/edit', async (req, res) => {
  await saveEdit(req, res, await getCompany(ownedDb(req), idParam(req)));
});

companiesRouter.get('/:id/delete', async (req, res) => {
  const db = ownedDb(req);
  const company = await getCompany(db, idParam(req));
  const people = await countPeople(db, company.id);
  const title = res.locals.t('companies.delete.title');
  deleteView(res, { title, section: 'companies', company, people, back: returnPath(req) });
});

companiesRouter.post('/:id/delete', async (req, res) => {
  await deleteAndFlash(req, 'companies', 'companies.flash.deleted');
  const shownPage = async (query: Record<string, string>) => {
    const { pagination } = await listCompanies(ownedDb(req), CompanyQuerySchema.parse(query));
    return pagination.page;
  };
  res.redirect(303, await pathAfterDelete(req, { path: urls.companies(), shownPage }));
});
