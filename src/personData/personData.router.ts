import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { countWaitingLoads } from '../accountFile/forgetLoads.service.ts';
import { readRecordNames } from '../activity/recordNames.service.ts';
import { fullName } from '../contacts/contactName.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { fold } from '../db/sql/fold.ts';
import { fileName } from '../export/fileName.ts';
import { attachFile } from '../http/attachFile.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page, renderFragment } from '../http/page.ts';
import { limitDownloads } from '../http/rateLimits.ts';
import { currentMoment, currentTime, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { collapseWhitespace, singleLine } from '../validation/formFields.ts';
import { erasePerson } from './erasePerson.service.ts';
import { countPersonData, type PersonCounts, readPersonData } from './personData.service.ts';
import { namedInDocument, personDocument } from './personDocument.ts';
import { personZip } from './personZip.ts';

/** `/contacts/:id/data/` and `/contacts/:id/erase/`: the legal rights of a person to access and erasure. */
export const personDataRouter = Router();

const EraseSchema = z.object({ name: singleLine(250) });

interface DataLocals {
  contact: ContactRow;
  counts: PersonCounts;
}

interface EraseLocals extends DataLocals {
  form: Form<typeof EraseSchema>;
  /** How many account files are deleted as well, since the person may be in them. */
  waitingLoads: number;
}

const dataView = page<DataLocals>('personData/data');
const eraseView = page<EraseLocals>('personData/erase');

personDataRouter.get('/:id/data', async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const counts = await countPersonData(ownedDb(req), contact.id);
  dataView(res, { title: res.locals.t('personData.title'), section: 'contacts', contact, counts });
});

personDataRouter.get('/:id/data/download', async (req, res) => {
  const [db, id, now] = [ownedDb(req), idParam(req), currentTime(req)];
  const contact = await getContact(db, id);
  const data = await readPersonData(db, id);
  await limitDownloads(req);
  const names = await readRecordNames(db, namedInDocument(data));
  const html = renderFragment(res, 'personData/document', { ...personDocument(res.locals, names, data), data, now });
  const name = [fullName(contact), res.locals.t('personData.file'), currentMoment(req).today];
  attachFile(res, fileName(name, 'zip')).type('application/zip');
  await pipeline(personZip({ name: (extension) => fileName(name, extension), data, html }, now), res);
});

personDataRouter.get('/:id/erase', async (req, res) => {
  await showErase(req, res, await getContact(ownedDb(req), idParam(req)), formFor(EraseSchema));
});

personDataRouter.post('/:id/erase', async (req, res) => {
  const db = ownedDb(req);
  const contact = await getContact(db, idParam(req));
  const { form } = parseForm(EraseSchema, req.body);
  const isSame = fold(collapseWhitespace(form.values.name)) === fold(collapseWhitespace(fullName(contact)));
  const wrongName = withError(form, 'name', { key: 'personData.erase.wrongName' });
  if (!isSame) return showErase(req, res.status(422), contact, wrongName);
  await erasePerson(db, contact.id, currentTime(req));
  flash(req, 'success', 'personData.flash.erased');
  res.redirect(303, urls.contacts());
});

async function showErase(req: Request, res: Response, contact: ContactRow, form: EraseLocals['form']): Promise<void> {
  const db = ownedDb(req);
  const [counts, waitingLoads] = await Promise.all([countPersonData(db, contact.id), countWaitingLoads(db)]);
  const title = res.locals.t('personData.erase.title');
  eraseView(res, { title, section: 'contacts', contact, counts, waitingLoads, form });
}
