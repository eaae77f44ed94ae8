import { Router } from 'express';
import { CompanyQuerySchema } from '../companies/companies.schema.ts';
import { getCompany } from '../companies/companies.service.ts';
import { countSelectedCompanies } from '../companies/companySelection.service.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { listTags } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { urls } from '../urls.ts';
import { exportCompanies } from './companyExport.service.ts';
import { exportView } from './contactExport.router.ts';
import { exportFormats, parseExportQuery } from './exports.schema.ts';
import { companyFileName, tagAndSearchLabels } from './listLabels.ts';
import { compressText, sendExport } from './sendExport.ts';

/** `/companies/export/` exports a list or ticked companies, `/companies/7/export/` exports one. */
export const companyExportRouter = Router();

companyExportRouter.get('/export', compressText, async (req, res) => {
  const [db, { today }, { format, ids }] = [ownedDb(req), currentMoment(req), parseExportQuery(req.query)];
  const tags = await listTags(db);
  const query = withKnownTags(CompanyQuerySchema.parse(req.query), tags);
  const { t } = res.locals;
  if (format) {
    const name = ids ? [t('exports.file.companies'), t('exports.file.ticked')] : companyFileName(query, tags, t);
    const open = (file: Parameters<typeof exportCompanies>[2]) => exportCompanies(db, { query, ids }, file);
    return sendExport(req, res, { format, name: [...name, today], open });
  }
  const listParams = { ...query, page: undefined };
  exportView(res, {
    title: t('exports.companies'),
    section: 'companies',
    count: await countSelectedCompanies(db, { query, ids }),
    filters: ids ? [] : tagAndSearchLabels(query, tags, t),
    order: undefined,
    ticked: ids !== undefined,
    kind: 'companies',
    list: urls.companies(listParams),
    files: exportFormats.map((one) => ({ format: one, href: urls.companyExport({ ...listParams, ids, format: one }) })),
  });
});

companyExportRouter.get('/:id/export', compressText, async (req, res) => {
  const db = ownedDb(req);
  const company = await getCompany(db, idParam(req));
  const { format = 'vcf' } = parseExportQuery(req.query);
  const selection = { query: CompanyQuerySchema.parse({}), ids: [company.id] };
  await sendExport(req, res, { format, name: [company.name], open: (file) => exportCompanies(db, selection, file) });
});
