import { type Request, Router } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { type ContactSelection, countSelected } from '../contacts/contactSelection.service.ts';
import { ContactQuerySchema } from '../contacts/contacts.schema.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { listParameters } from '../contacts/listParameters.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { listTags } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { urls } from '../urls.ts';
import { exportContacts } from './contactExport.service.ts';
import { type ExportFormat, exportFormats, parseExportQuery } from './exports.schema.ts';
import { contactFileName, contactFilterLabels } from './listLabels.ts';
import { compressText, sendExport } from './sendExport.ts';

/** `/contacts/export/` exports a list or ticked people, `/contacts/7/export/` exports one. */
export const contactExportRouter = Router();

export interface ExportPage {
  count: number;
  /** The filters of the list, in words. */
  filters: string[];
  order: string | undefined;
  /** Whether only ticked rows are exported. */
  ticked: boolean;
  kind: 'contacts' | 'companies';
  list: string;
  files: { format: ExportFormat; href: string }[];
}

export const exportView = page<ExportPage>('exports/page');

contactExportRouter.get('/export', compressText, async (req, res) => {
  const [db, { today }, { format, ids }] = [ownedDb(req), currentMoment(req), parseExportQuery(req.query)];
  const tags = await listTags(db);
  const query = withKnownTags(ContactQuerySchema.parse(req.query), tags);
  const selection = { query, ids };
  const { t } = res.locals;
  if (format) {
    const name = ids ? [t('exports.file.contacts'), t('exports.file.ticked')] : contactFileName(query, tags, t);
    return sendExport(req, res, { format, name: [...name, today], open: opener(req, selection) });
  }
  const listParams = listParameters(query);
  exportView(res, {
    title: t('exports.contacts'),
    section: 'contacts',
    count: await countSelected(db, selection, today),
    filters: ids ? [] : contactFilterLabels(query, tags, t),
    order: t('exports.order', { sort: t(`contacts.list.sort.${query.sort}`) }),
    ticked: ids !== undefined,
    kind: 'contacts',
    list: urls.contacts(listParams),
    files: exportFormats.map((one) => ({ format: one, href: urls.contactExport({ ...listParams, ids, format: one }) })),
  });
});

contactExportRouter.get('/:id/export', compressText, async (req, res) => {
  const contact = await getContact(ownedDb(req), idParam(req));
  const { format = 'vcf' } = parseExportQuery(req.query);
  const selection = { query: ContactQuerySchema.parse({}), ids: [contact.id] };
  await sendExport(req, res, { format, name: [fullName(contact)], open: opener(req, selection) });
});

function opener(req: Request, selection: ContactSelection) {
  const { today } = currentMoment(req);
  return (file: Parameters<typeof exportContacts>[2]) => exportContacts(ownedDb(req), { ...selection, today }, file);
}
