import { parse } from 'node:querystring';
import type { Request, Response } from 'express';
import { CompanyQuerySchema } from '../companies/companies.schema.ts';
import { ContactQuerySchema } from '../contacts/contacts.schema.ts';
import { ownedDb } from '../http/request.ts';
import { listTags } from '../tags/tags.service.ts';
import { contactFilterLabels, sortLabels, tagAndSearchLabels } from './listLabels.ts';

/** Describes the filters and the order in each of these addresses of a contact list. */
export async function describeContactFilters(req: Request, { locals: { t } }: Response, queries: string[]) {
  const tags = await listTags(ownedDb(req));
  return queries.map((query) => {
    const parsed = ContactQuerySchema.parse(parse(query));
    return [...contactFilterLabels(parsed, tags, t), ...sortLabels(parsed, t)];
  });
}

/** Describes the filters in each of these addresses of a company list. */
export async function describeCompanyFilters(req: Request, { locals: { t } }: Response, queries: string[]) {
  const tags = await listTags(ownedDb(req));
  return queries.map((query) => tagAndSearchLabels(CompanyQuerySchema.parse(parse(query)), tags, t));
}
