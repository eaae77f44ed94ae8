import { type ContactPoint, type ContactPointKind, contactPointsOf } from '../contacts/contactPoints.ts';
import { dateText } from '../i18n/dates.ts';
import { rhythmText } from '../keepInTouch/rhythm.ts';
import { tagsCell } from '../tags/tagsCell.ts';
import type { ContactMaxima, ExportedContact } from './exportedContacts.service.ts';
import type { CellFormat, TableColumn } from './exportTable.ts';
import { noteColumns } from './noteColumns.ts';

type Column = TableColumn<ExportedContact>;

/** The columns of people. Their headings let our import read the file back unchanged. */
export function contactColumns(format: CellFormat, max: ContactMaxima): Column[] {
  const { t } = format;
  return [
    column(t('contacts.field.first_name'), ({ first_name }) => first_name),
    column(t('contacts.field.last_name'), ({ last_name }) => last_name),
    column(t('contacts.field.company'), ({ company_name }) => company_name ?? '', 28),
    column(t('contacts.field.position'), ({ position }) => position, 22),
    column(t('contacts.field.status'), ({ status }) => t(`common.status.${status}`), 16),
    ...pointColumns(format, { kind: 'email', max: max.emails, width: 30 }),
    ...pointColumns(format, { kind: 'phone', max: max.phones, width: 20 }),
    column(t('contacts.field.address'), ({ address }) => address, 32),
    { ...column(t('contacts.field.birthday'), ({ birthday }) => birthday, 12), kind: 'date' },
    column(t('contacts.field.source'), ({ source }) => source),
    column(t('contacts.field.is_starred'), ({ is_starred }) => (is_starred ? t('contacts.starred.true') : ''), 12),
    column(t('contacts.field.tags'), ({ tags }) => tagsCell(tags.map(({ name }) => name)), 22),
    column(t('contacts.field.keep_in_touch_days'), ({ keep_in_touch_days }) => rhythmText(t, keep_in_touch_days), 18),
    ...noteColumns<ExportedContact>(t('contacts.field.notes'), max.notes),
    ...outcomeColumns(format),
  ];
}

function column(heading: string, cell: Column['cell'], width = 18): Column {
  return { heading, kind: 'text', width, cell };
}

interface Points {
  kind: ContactPointKind;
  /** The number of columns. */
  max: number;
  width: number;
}

/** A value column and a label column for each email or phone. */
function pointColumns({ t }: CellFormat, { kind, max, width }: Points): Column[] {
  return Array.from({ length: max }, (_, at): Column[] => {
    const number = at === 0 ? '' : ` ${at + 1}`;
    const label = (contact: ExportedContact) => contactPointsOf(kind, contact)[at]?.label;
    return [
      column(
        `${t(`contacts.field.${kind}`)}${number}`,
        (contact) => contactPointsOf(kind, contact)[at]?.value ?? '',
        width,
      ),
      column(t(`exports.heading.${kind}_label`, { number }), (contact) => labelText(label(contact)), 14),
    ];
  }).flat();

  function labelText(label: ContactPoint['label'] | undefined): string {
    return label ? t(`contacts.pointLabel.${label}`) : '';
  }
}

/** Columns that an import ignores. */
function outcomeColumns({ t, at }: CellFormat): Column[] {
  return [
    { ...column(t('contacts.list.last'), (contact) => at(contact.last_contact_at)), kind: 'time' },
    column(t('contacts.list.next'), ({ next_title }) => next_title ?? '', 28),
    {
      ...column(t('exports.heading.next_date'), ({ next_due_date }) => dateText(next_due_date) ?? '', 16),
      kind: 'date',
    },
    ...timestampColumns<ExportedContact>({ t, at }),
  ];
}

export function timestampColumns<Row extends { created_at: Date; updated_at: Date }>({
  t,
  at,
}: CellFormat): TableColumn<Row>[] {
  const [kind, width] = ['time' as const, 18];
  return [
    { heading: t('exports.heading.created_at'), kind, width, cell: ({ created_at }) => at(created_at) },
    { heading: t('exports.heading.updated_at'), kind, width, cell: ({ updated_at }) => at(updated_at) },
  ];
}
