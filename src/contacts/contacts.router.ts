import { Router } from 'express';
import { parseId } from '../core/ids.ts';
import type { Page } from '../db/paginate.ts';
import { formFor } from '../http/forms/formFor.ts';
import { idempotencyKey } from '../http/forms/idempotency.ts';
import { pathAfterDelete } from '../http/forms/pathAfterDelete.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment, page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { findDefaultView } from '../savedViews/defaultView.ts';
import { listTags, tagNamesText } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { deleteAndFlash } from '../trash/flashDeleted.ts';
import { urls } from '../urls.ts';
import { filledForm, parseForm } from '../validation/form.ts';
import { searchText } from '../validation/queryFields.ts';
import { birthdayText } from './birthday.ts';
import { withChangedPoints } from './changedPoints.ts';
import { saveEdit, showForm } from './contactForm.ts';
import { listContacts, readContactList } from './contactList.service.ts';
import { companyPeopleOptions, contactOptions } from './contactPicker.service.ts';
import type { ContactRow } from './contactRow.ts';
import { flashSaved, formWithProblem, wantsAnother } from './contactSaving.ts';
import { type ContactQuery, ContactQuerySchema, ContactSchema, DuplicateQuerySchema } from './contacts.schema.ts';
import { countRelated, createContactOnce, getContact } from './contacts.service.ts';
import { type DuplicateCandidate, findDuplicates } from './duplicates.service.ts';
import type { FilterChoices } from './filterChoices.service.ts';
import type { ListedContact } from './listedContact.ts';
import { listParameters } from './listParameters.ts';
import { listSimilarContacts } from './similarContacts.service.ts';

export const contactsRouter = Router();

const listView = page<ListLocals>('contacts/list');
const deleteView = page<DeleteLocals>('contacts/delete');
const duplicatesView = fragment<DuplicatesLocals>('contacts/duplicates');

interface ListLocals extends FilterChoices {
  contacts: Page<ListedContact>;
  /** Shown after the hits of a search with few hits. */
  similar: ListedContact[];
  query: ContactQuery;
  /** The parameters of the list's address, without its page. */
  listParams: ReturnType<typeof listParameters>;
}

interface DeleteLocals {
  contact: ContactRow;
  interactions: number;
  tasks: number;
  /** The list that the contact was opened from. */
  back: string | undefined;
}

interface DuplicatesLocals {
  duplicates: DuplicateCandidate[];
  namesake: DuplicateCandidate | undefined;
}

contactsRouter.get('/', async (req, res) => {
  const [db, { today }] = [ownedDb(req), currentMoment(req)];
  const requested = ContactQuerySchema.parse(req.query);
  const query = requested.tag.length === 0 ? requested : withKnownTags(requested, await listTags(db));
  const list = await readContactList(db, query, today);
  const defaultView = findDefaultView(list.views, req.query);
  if (defaultView) return res.redirect(303, `${urls.contacts()}?${defaultView.query}`);
  const similar = await listSimilarContacts(db, query, today, list.contacts);
  const title = res.locals.t('contacts.list.title');
  listView(res, { title, section: 'contacts', ...list, similar, query, listParams: listParameters(query) });
});

contactsRouter.get('/options', async (req, res) => {
  const [db, text, company] = [ownedDb(req), searchText.parse(req.query['search']), parseId(req.query['company'])];
  res.json(company === undefined ? await contactOptions(db, text) : await companyPeopleOptions(db, company, text));
});

contactsRouter.get('/duplicates', async (req, res) => {
  const { except, company_name: company, ...person } = DuplicateQuerySchema.parse(req.query);
  duplicatesView(res, await findDuplicates(ownedDb(req), { ...person, company }, except));
});

contactsRouter.get('/create', async (req, res) => {
  const company = typeof req.query['company'] === 'string' ? req.query['company'] : '';
  await showForm(res, ownedDb(req), { form: formFor(ContactSchema, { company, status: 'lead' }) });
});

contactsRouter.post('/create', async (req, res) => {
  const db = ownedDb(req);
  const changed = withChangedPoints(req);
  if (changed) return showForm(res, db, { form: filledForm(ContactSchema, changed) });
  const parsed = parseForm(ContactSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), db, { form: parsed.form });

  const { replayPath, result: saved } = await createContactOnce(db, parsed.data, idempotencyKey(req), ({ id }) =>
    urls.contact(id),
  );
  if (replayPath !== undefined) return res.redirect(303, replayPath);
  if (!saved.ok) return showForm(res.status(422), db, formWithProblem(saved, parsed.form));
  flashSaved(req, 'contacts.flash.created', saved);
  res.redirect(303, wantsAnother(req) ? urls.contactCreate() : urls.contact(saved.id));
});

contactsRouter.get('/:id/edit', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const tags = await tagNamesText(db, contact.tag_ids);
  const birthday = birthdayText(res.locals.locale, contact.birthday);
  const form = formFor(ContactSchema, { ...contact, company: contact.company_id ?? '', tags, birthday });
  await showForm(res, db, { form, contact });
});

contactsRouter.post('/:id/edit', async (req, res) => {
  await saveEdit(req, res, await getContact(ownedDb(req), idParam(req)));
});

contactsRouter.get('/:id/delete', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const cascaded = await countRelated(db, contact.id);
  const title = res.locals.t('contacts.delete.title');
  deleteView(res, { title, section: 'contacts', contact, ...cascaded, back: returnPath(req) });
});

contactsRouter.post('/:id/delete', async (req, res) => {
  await deleteAndFlash(req, 'contacts', 'contacts.flash.deleted');
  const shownPage = async (query: Record<string, string>) => {
    const { pagination } = await listContacts(ownedDb(req), ContactQuerySchema.parse(query), currentMoment(req).today);
    return pagination.page;
  };
  res.redirect(303, await pathAfterDelete(req, { path: urls.contacts(), shownPage }));
});
