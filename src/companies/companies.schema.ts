import { z } from 'zod';
import { checkbox, multiLine, required, singleLine, website } from '../validation/formFields.ts';
import { pageNumber, searchText } from '../validation/queryFields.ts';

export const maxCompanyNameLength = 200;

export const CompanySchema = z.object({
  name: required(singleLine(maxCompanyNameLength)),
  website,
  industry: singleLine(100),
  address: multiLine(2_000),
  save_anyway: checkbox,
});

export type CompanyInput = z.output<typeof CompanySchema>;

export const CompanyQuerySchema = z.object({ page: pageNumber, search: searchText });
export type CompanyQuery = z.output<typeof CompanyQuerySchema>;
