import { parse } from 'node:querystring';
import type { Request, Response } from 'express';
import { CompanyQuerySchema } from '../companies/companies.schema.ts';
import { ContactQuerySchema } from '../contacts/contacts.schema.ts';
import { ownedDb } from '../http/request.ts';
import { listTags } from '../tags/tags.service.ts';
import { contactFilterLabels, tagAndSearchLabels } from './listLabels.ts';

export async function describeContactFilters(req: Request, { locals: { t } }: Response, query: string) {
  return contactFilterLabels(ContactQuerySchema.parse(parse(query)), await listTags(ownedDb(req)), t);
}

export async function describeCompanyFilters(req: Request, { locals: { t } }: Response, query: string) {
  return tagAndSearchLabels(CompanyQuerySchema.parse(parse(query)), await listTags(ownedDb(req)), t);
}
