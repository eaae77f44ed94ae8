import { z } from 'zod';
import { flag, line, lines, required, website } from '../http/forms/fields.ts';
import { pageNumber } from '../http/pageNumber.ts';
import { searchText } from '../http/query.ts';

export const companyNameLength = 200;

export const CompanySchema = z.object({
  name: required(line(companyNameLength)),
  website,
  industry: line(100),
  address: lines(2_000),
  save_anyway: flag,
});

export type CompanyInput = z.output<typeof CompanySchema>;

export const CompanyQuerySchema = z.object({ page: pageNumber, search: searchText });
export type CompanyQuery = z.output<typeof CompanyQuerySchema>;
