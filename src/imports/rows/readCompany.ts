import { maxCompanyNameLength } from '../../companies/companies.schema.ts';
import { parseTaxId } from '../../companies/taxId.ts';
import { maxContactLengths } from '../../contacts/contacts.schema.ts';
import { collapseWhitespace, website } from '../../validation/formFields.ts';
import type { ImportedRow } from '../importedRow.ts';
import { joinAddresses } from './addressCells.ts';
import { isDestroyedNumber, withoutDecimals } from './cellText.ts';
import { type NamedPoint, uniquePoints } from './readPoints.ts';
import type { Cell } from './rowCells.ts';
import { fits, type RowDraft } from './rowDraft.ts';
import { readTags } from './tagCells.ts';

type Company = NonNullable<ImportedRow['company']>;

export function readCompanyName(draft: RowDraft): string {
  const cells = draft.of('company');
  const isInParts = cells.length > 1 && cells.every(({ header }) => /^nazwa\s?\d$/i.test(header));
  const [whole] = isInParts ? [{ ...(cells[0] as Cell), text: cells.map(({ text }) => text).join(' ') }] : [];
  return draft.text(whole && fits(whole.text, maxCompanyNameLength) ? [whole] : cells, maxCompanyNameLength);
}

interface CompanyParts {
  name: string;
  points: NamedPoint[];
  addresses: readonly Cell[];
  tags: readonly Cell[];
}

/** Reads the company of a row. Its notes are complete only after everything else has been read. */
export function readCompany(draft: RowDraft, { name, points, addresses, tags }: CompanyParts): Company {
  return {
    name,
    website: readWebsite(draft),
    industry: draft.text(draft.of('company_industry'), 100),
    address: readAddress(draft, addresses),
    phone: firstPoint(draft, points, 'phone'),
    email: firstPoint(draft, points, 'email'),
    tax_id: readTaxId(draft),
    tags: readTagCells(draft, tags),
    notes: '',
  };
}

const maxAddressLength = maxContactLengths.address;

/** Returns the first address; the others go to the notes. */
export function readAddress(draft: RowDraft, cells: readonly Cell[]): string {
  const [first, ...more] = joinAddresses(cells);
  for (const { cell, text } of more) draft.note({ ...cell, showsHeader: true }, text.replaceAll('\n', ', '));
  if (!first || fits(first.text, maxAddressLength)) return first?.text ?? '';
  draft.move(first.cell, first.text);
  return '';
}

export function readTagCells(draft: RowDraft, cells: readonly Cell[]): string[] {
  return cells.flatMap((cell) => {
    const { tags, unrecognized } = readTags(cell.text);
    for (const name of unrecognized) draft.move(cell, name);
    return tags;
  });
}

function firstPoint(draft: RowDraft, points: NamedPoint[], kind: NamedPoint['kind']): string {
  const [first, ...more] = uniquePoints(points.filter((point) => point.kind === kind));
  for (const { cell, value } of more) draft.note({ ...cell, showsHeader: true }, value);
  return first?.value ?? '';
}

const socialSite = /(?:^|[/.])(?:linkedin|facebook|instagram|twitter|x|youtube|tiktok|xing)\.com(?:\/|$)/i;

function readWebsite(draft: RowDraft): string {
  let first = '';
  for (const cell of draft.of('company_website')) {
    const parsed = website.safeParse(cell.text);
    const isOther = parsed.success && first !== '' && parsed.data !== first;
    // A social profile belongs to the person.
    if (socialSite.test(cell.text)) draft.note({ ...cell, field: 'notes', showsHeader: true });
    else if (isOther) draft.note({ ...cell, showsHeader: true });
    else if (parsed.success) first = parsed.data;
    else draft.move(cell);
  }
  return first;
}

function readTaxId(draft: RowDraft): string {
  let first = '';
  for (const cell of draft.of('company_tax_id')) {
    const text = withoutDecimals(collapseWhitespace(cell.text));
    const parsed = parseTaxId(text);
    if (isDestroyedNumber(text)) draft.move(cell, cell.text, 'destroyed');
    else if (!parsed.ok) draft.move(cell);
    else if (first !== '' && parsed.value !== first) draft.note({ ...cell, showsHeader: true });
    else first = parsed.value;
  }
  return first;
}
