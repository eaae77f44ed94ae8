import { fullName } from '../contacts/contactName.ts';
import { escapeFormula } from '../core/csv.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import type { TextKey } from '../i18n/translate.ts';
import { batchSize, pageAfter } from './accountExport.service.ts';
import { type CellFormat, cellFormat, type TableLocale } from './exportTable.ts';

interface Table {
  headings: TextKey[];
  /** The next batch of rows by id. */
  read: (db: OwnedDb, after: number, format: CellFormat) => Promise<{ id: number; cells: string[] }[]>;
}

const contactName = { select: { first_name: true, last_name: true } } as const;
const timestampHeadings = ['accountLife.data.created_at', 'accountLife.data.updated_at'] as const;

const tables = {
  contacts: {
    headings: [
      'contacts.field.first_name',
      'contacts.field.last_name',
      'contacts.field.company',
      'contacts.field.position',
      'contacts.field.email',
      'contacts.field.phone',
      'contacts.field.status',
      'contacts.field.notes',
      ...timestampHeadings,
    ],
    read: async (db, after, { t, at }) => {
      const rows = await db.contact.findMany({ ...pageAfter(after), include: { company: { select: { name: true } } } });
      return rows.map(({ id, company, status, phone, ...row }) => {
        const texts = [row.first_name, row.last_name, company?.name ?? '', row.position, row.email].map(escapeFormula);
        const rest = [escapeFormula(phone), t(`common.status.${status}`), escapeFormula(row.notes)];
        return { id, cells: [...texts, ...rest, at(row.created_at), at(row.updated_at)] };
      });
    },
  },
  companies: {
    headings: [
      'companies.field.name',
      'companies.field.website',
      'companies.field.industry',
      'companies.field.address',
      ...timestampHeadings,
    ],
    read: async (db, after, { at }) => {
      const rows = await db.company.findMany(pageAfter(after));
      return rows.map(({ id, name, website, industry, address, created_at, updated_at }) => ({
        id,
        cells: [...[name, website, industry, address].map(escapeFormula), at(created_at), at(updated_at)],
      }));
    },
  },
  interactions: {
    headings: [
      'interactions.field.occurred_at',
      'interactions.field.interaction_type',
      'tasks.field.contact',
      'interactions.field.content',
      ...timestampHeadings,
    ],
    read: async (db, after, { t, at }) => {
      const rows = await db.interaction.findMany({ ...pageAfter(after), include: { contact: contactName } });
      return rows.map(({ id, occurred_at, interaction_type, contact, content, created_at, updated_at }) => {
        const what = [
          t(`interactions.type.${interaction_type}`),
          escapeFormula(fullName(contact)),
          escapeFormula(content),
        ];
        return { id, cells: [at(occurred_at), ...what, at(created_at), at(updated_at)] };
      });
    },
  },
  tasks: {
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
      const rows = await db.task.findMany({ ...pageAfter(after), include: { contact: contactName } });
      return rows.map(({ id, contact, ...row }) => {
        const texts = [row.title, row.description, contact ? fullName(contact) : ''].map(escapeFormula);
        const states = [t(`tasks.status.${row.status}`), t(`tasks.priority.${row.priority}`)];
        const due = [dateText(row.due_date) ?? '', timeText(row.due_time) ?? '', t(`tasks.repeat.${row.repeat}`)];
        return {
          id,
          cells: [...texts, ...states, ...due, ...[row.completed_at, row.created_at, row.updated_at].map(at)],
        };
      });
    },
  },
} satisfies Record<string, Table>;

type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** Yields the cells of one table, the headings first; reads in batches. */
export async function* exportTable(name: TableName, db: OwnedDb, settings: TableLocale): AsyncGenerator<string[]> {
  const { headings, read }: Table = tables[name];
  const format = cellFormat(settings);
  yield headings.map((key) => format.t(key));
  for (let after = 0, full = true; full; ) {
    const rows = await read(db, after, format);
    yield* rows.map(({ cells }) => cells);
    after = rows.at(-1)?.id ?? 0;
    full = rows.length === batchSize;
  }
}
