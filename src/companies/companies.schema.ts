import { z } from 'zod';
import { maxFilterTags, tagNames } from '../tags/tags.schema.ts';
import {
  checkbox,
  email,
  maxNotesLength,
  multiLine,
  phone,
  required,
  singleLine,
  website,
} from '../validation/formFields.ts';
import { givenIds, pageNumber, searchText } from '../validation/queryFields.ts';
import { maxTaxIdLength, parseTaxId } from './taxId.ts';

export const maxCompanyNameLength = 200;

/** Pasted text such as "NIP: PL 123-456-32-18" is longer than the stored value. */
const taxId = singleLine(2 * maxTaxIdLength)
  .transform((text, context) => {
    const parsed = parseTaxId(text);
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.problem });
    return parsed.ok ? parsed.value : text;
  })
  .meta({ maxlength: undefined });

export const CompanySchema = z.object({
  name: required(singleLine(maxCompanyNameLength)),
  phone,
  email,
  website,
  tax_id: taxId,
  industry: singleLine(100),
  address: multiLine(2_000),
  notes: multiLine(maxNotesLength),
  tags: tagNames,
  save_anyway: checkbox,
});

export type CompanyInput = z.output<typeof CompanySchema>;

export const CompanyQuerySchema = z.object({ page: pageNumber, tag: givenIds(maxFilterTags), search: searchText });
export type CompanyQuery = z.output<typeof CompanyQuerySchema>;
