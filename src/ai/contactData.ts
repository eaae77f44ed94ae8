import { fullName } from '../contacts/contactName.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { Interaction, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, localDate, type Moment } from '../i18n/dates.ts';

const maxInteractions = 50;
const maxTasks = 30;
/** About 20,000 tokens: years of short notes at a bounded price. */
const maxCharacters = 60_000;
const maxEntryLength = 4_000;

export interface ContactEntries {
  contact: ContactRow;
  /** Newest first. */
  interactions: Interaction[];
  /** Open tasks first. */
  tasks: Task[];
}

export async function readContactEntries(db: OwnedDb, contact: ContactRow): Promise<ContactEntries> {
  const where = { contact_id: contact.id };
  const [interactions, tasks] = await Promise.all([
    db.interaction.findMany({ where, orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }], take: maxInteractions }),
    db.task.findMany({ where, orderBy: [{ status: 'asc' }, { updated_at: 'desc' }, { id: 'desc' }], take: maxTasks }),
  ]);
  return { contact, interactions, tasks };
}

interface ContactData {
  json: string;
  refs: Set<string>;
}

/** The entries as JSON. If it gets too long, the oldest interactions are left out. */
export function contactData(entries: ContactEntries, moment: Moment): ContactData {
  const records = contactRecords(entries, moment);
  const refs = new Set(['contact', ...[...records.tasks, ...records.interactions].map(({ ref }) => ref)]);
  return { json: toDataJson(records), refs };
}

/** The same entries as readable text. Each has a title line, followed by the names of its references in brackets. */
export function contactText(entries: ContactEntries, moment: Moment): string {
  const { today, contact, tasks, interactions } = contactRecords(entries, moment);
  return [today, contact, ...tasks, ...interactions].map(toText).join('\n\n');
}

function toText(record: string | Record<string, string>): string {
  if (typeof record === 'string') return record;
  const { ref, text = '', notes = '', ...fields } = record;
  const title = Object.values(fields).filter(Boolean).join(', ');
  return [`[${ref}] ${title}`, text || notes].filter(Boolean).join('\n');
}

function contactRecords({ contact, interactions, tasks }: ContactEntries, moment: Moment) {
  const head = { today: moment.today, contact: contactFields(contact), tasks: tasks.map((task) => taskFields(task)) };
  const included = withinBudget(
    interactions.map((interaction) => interactionFields(interaction, moment.timeZone)),
    maxCharacters - JSON.stringify(head).length,
  );
  return { ...head, interactions: included };
}

/** JSON without angle brackets, so that no text can close the <data> fence around it. */
export function toDataJson(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function contactFields(contact: ContactRow) {
  const { position, status, notes, created_at } = contact;
  const fields = {
    name: fullName(contact),
    position,
    company: contact.company?.name ?? '',
    status,
    notes: truncateEntry(notes),
  };
  return { ref: 'contact', ...fields, known_since: created_at.toISOString().slice(0, 10) };
}

function interactionFields(interaction: Interaction, timeZone: string) {
  const { id, interaction_type: kind, content, occurred_at } = interaction;
  return { ref: `interaction-${id}`, kind, date: localDate(timeZone, occurred_at), text: truncateEntry(content) };
}

function taskFields({ id, title, description, status, due_date, completed_at }: Task) {
  const done = completed_at?.toISOString().slice(0, 10) ?? '';
  return { ref: `task-${id}`, title, text: truncateEntry(description), status, due: dateText(due_date) ?? '', done };
}

function truncateEntry(text: string): string {
  return text.length > maxEntryLength ? `${text.slice(0, maxEntryLength).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function withinBudget<T>(rows: T[], characters: number): T[] {
  let remaining = characters;
  const firstExcluded = rows.findIndex((row) => (remaining -= JSON.stringify(row).length) < 0);
  return firstExcluded === -1 ? rows : rows.slice(0, firstExcluded);
}
