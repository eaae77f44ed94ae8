import { fullName } from '../contacts/contactName.ts';
import { escapeFormula } from '../core/csv.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import type { TextKey } from '../i18n/translate.ts';
import { pageAfter, readBatches, tablePageSize } from './batches.ts';
import { companyColumns } from './companyTable.ts';
import { contactColumns } from './contactTable.ts';
import { csvRows } from './csvFile.ts';
import { longestCompanyNotes, readCompanies } from './exportedCompanies.service.ts';
import { readContactMaxima, readContacts } from './exportedContacts.service.ts';
import { type CellFormat, cellFormat, type TableLocale } from './exportTable.ts';

interface Table {
  headings: TextKey[];
  /** The next batch of rows by id. */
  read: (db: OwnedDb, after: number, format: CellFormat) => Promise<{ id: number; cells: string[] }[]>;
}

const timestampHeadings = ['accountLife.data.created_at', 'accountLife.data.updated_at'] as const;

const interactionTable: Table = {
  headings: [
    'interactions.field.occurred_at',
    'interactions.field.interaction_type',
    'tasks.field.contact',
    'interactions.field.content',
    ...timestampHeadings,
  ],
  read: async (db, after, { t, at }) => {
    const rows = await db.interaction.findMany(pageAfter(after));
    const nameOf = await contactNames(db, rows);
    return rows.map(({ id, occurred_at, interaction_type, contact_id, content, created_at, updated_at }) => {
      const what = [
        t(`interactions.type.${interaction_type}`),
        escapeFormula(nameOf(contact_id)),
        escapeFormula(content),
      ];
      return { id, cells: [at(occurred_at), ...what, at(created_at), at(updated_at)] };
    });
  },
};

const taskTable: Table = {
  headings: [
    'tasks.field.title',
    'tasks.field.description',
    'tasks.field.contact',
    'tasks.field.status',
    'tasks.field.priority',
    'tasks.field.due_date',
    'tasks.field.due_time',
    'tasks.field.repeat',
    'accountLife.data.completed_at',
    ...timestampHeadings,
  ],
  read: async (db, after, { t, at }) => {
    const rows = await db.task.findMany(pageAfter(after));
    const nameOf = await contactNames(db, rows);
    return rows.map(({ id, ...row }) => {
      const texts = [row.title, row.description, nameOf(row.contact_id)].map(escapeFormula);
      const states = [t(`tasks.status.${row.status}`), t(`tasks.priority.${row.priority}`)];
      const due = [dateText(row.due_date) ?? '', timeText(row.due_time) ?? '', t(`tasks.repeat.${row.repeat}`)];
      return {
        id,
        cells: [...texts, ...states, ...due, ...[row.completed_at, row.created_at, row.updated_at].map(at)],
      };
    });
  },
};

/** Names are empty for records without a contact. */
async function contactNames(
  db: OwnedDb,
  rows: { contact_id: number | null }[],
): Promise<(id: number | null) => string> {
  const ids = [...new Set(rows.flatMap(({ contact_id }) => contact_id ?? []))];
  const select = { id: true, first_name: true, last_name: true } as const;
  const contacts = await db.contact.findMany({ where: { id: { in: ids } }, select });
  const names = new Map(contacts.map((contact) => [contact.id, fullName(contact)]));
  return (id) => names.get(id ?? 0) ?? '';
}

type CellRows = (db: OwnedDb, format: CellFormat) => AsyncGenerator<string[]>;

const tables = {
  contacts: contactRows,
  companies: companyRows,
  interactions: (db, format) => tableRows(interactionTable, db, format),
  tasks: (db, format) => tableRows(taskTable, db, format),
} satisfies Record<string, CellRows>;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** Yields the cells of one table in batches, beginning with the headings. */
export function exportTable(name: TableName, db: OwnedDb, settings: TableLocale): AsyncGenerator<string[]> {
  return tables[name](db, cellFormat(settings));
}

/** The same columns as the export of the contact list. */
async function* contactRows(db: OwnedDb, format: CellFormat): AsyncGenerator<string[]> {
  const ids = await allIds(db, 'contacts');
  const columns = contactColumns(format, await readContactMaxima(db, ids));
  yield* csvRows({ columns, batches: readBatches(ids, (some) => readContacts(db, some)) });
}

/** The same columns as the export of the company list. */
async function* companyRows(db: OwnedDb, format: CellFormat): AsyncGenerator<string[]> {
  const ids = await allIds(db, 'companies');
  const columns = companyColumns(format, await longestCompanyNotes(db, ids));
  yield* csvRows({ columns, batches: readBatches(ids, (some) => readCompanies(db, some)) });
}

async function allIds(db: OwnedDb, table: 'contacts' | 'companies'): Promise<number[]> {
  const rows = await db.read<{ id: number }>(`SELECT id FROM ${table} WHERE user_id = $1 ORDER BY id`);
  return rows.map(({ id }) => id);
}

async function* tableRows({ headings, read }: Table, db: OwnedDb, format: CellFormat): AsyncGenerator<string[]> {
  yield headings.map((key) => format.t(key));
  for (let after = 0, full = true; full; ) {
    const rows = await read(db, after, format);
    yield* rows.map(({ cells }) => cells);
    after = rows.at(-1)?.id ?? 0;
    full = rows.length === tablePageSize;
  }
}
