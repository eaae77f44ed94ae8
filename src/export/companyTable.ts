import { tagsCell } from '../tags/tagsCell.ts';
import { timestampColumns } from './contactTable.ts';
import type { ExportedCompany } from './exportedCompanies.service.ts';
import type { CellFormat, TableColumn } from './exportTable.ts';
import { noteColumns } from './noteColumns.ts';

/** The columns of companies, with headings as our import knows them. */
export function companyColumns(format: CellFormat, longestNotes: number): TableColumn<ExportedCompany>[] {
  const { t } = format;
  return [
    column(t('contacts.field.company'), ({ name }) => name, 30),
    column(t('exports.heading.company_phone'), ({ phone }) => phone, 20),
    column(t('exports.heading.company_email'), ({ email }) => email, 28),
    column(t('exports.heading.company_website'), ({ website }) => website, 28),
    column(t('exports.heading.company_tax_id'), ({ tax_id }) => tax_id, 16),
    column(t('exports.heading.company_industry'), ({ industry }) => industry, 20),
    column(t('exports.heading.company_address'), ({ address }) => address, 32),
    column(t('exports.heading.company_tags'), ({ tags }) => tagsCell(tags.map(({ name }) => name)), 22),
    ...noteColumns<ExportedCompany>(t('exports.heading.company_notes'), longestNotes),
    ...timestampColumns<ExportedCompany>(format),
  ];
}

function column(
  heading: string,
  cell: TableColumn<ExportedCompany>['cell'],
  width: number,
): TableColumn<ExportedCompany> {
  return { heading, kind: 'text', width, cell };
}
