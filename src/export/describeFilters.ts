import { parse } from 'node:querystring';
import type { Request, Response } from 'express';
import { CompanyQuerySchema } from '../companies/companies.schema.ts';
import { ContactQuerySchema } from '../contacts/contacts.schema.ts';
import { ownedDb } from '../http/request.ts';
import { listTags } from '../tags/tags.service.ts';
import { contactFilterLabels, sortLabels, tagAndSearchLabels } from './listLabels.ts';

/** What each of these addresses narrows the list of contacts by, and how it sorts it. */
export async function describeContactFilters(req: Request, { locals: { t } }: Response, queries: string[]) {
  const tags = await listTags(ownedDb(req));
  return queries.map((query) => {
    const parsed = ContactQuerySchema.parse(parse(query));
    return [...contactFilterLabels(parsed, tags, t), ...sortLabels(parsed, t)];
  });
}

/** What each of these addresses narrows the list of companies by. */
export async function describeCompanyFilters(req: Request, { locals: { t } }: Response, queries: string[]) {
  const tags = await listTags(ownedDb(req));
  return queries.map((query) => tagAndSearchLabels(CompanyQuerySchema.parse(parse(query)), tags, t));
}
