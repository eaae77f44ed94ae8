import { fullName } from '../contacts/contactName.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { Interaction, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, type Moment, todayIn } from '../i18n/dates.ts';

const mostInteractions = 50;
const mostTasks = 30;
/** About 20,000 tokens: enough for years of short notes, and a bounded price. */
const mostCharacters = 60_000;
const longestEntry = 4_000;

/** All that may be sent about a contact. */
export interface ContactEntries {
  contact: ContactRow;
  /** Newest first. */
  interactions: Interaction[];
  /** Open ones first. */
  tasks: Task[];
}

/** Reads what may be sent: the contact, the last 50 interactions, 30 tasks; all of this user. */
export async function entriesOf(db: OwnedDb, contact: ContactRow): Promise<ContactEntries> {
  const where = { contact_id: contact.id };
  const [interactions, tasks] = await Promise.all([
    db.interaction.findMany({ where, orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }], take: mostInteractions }),
    db.task.findMany({ where, orderBy: [{ status: 'asc' }, { updated_at: 'desc' }, { id: 'desc' }], take: mostTasks }),
  ]);
  return { contact, interactions, tasks };
}

interface Sendable {
  json: string;
  /** The refs of the entries in it. */
  refs: Set<string>;
}

/** The entries as JSON within the budget: of what is too much, the oldest interactions stay out. */
export function sendable({ contact, interactions, tasks }: ContactEntries, moment: Moment): Sendable {
  const head = { today: moment.today, contact: aboutOf(contact), tasks: tasks.map((task) => taskOf(task)) };
  const kept = withinBudget(
    interactions.map((said) => saidOf(said, moment.timeZone)),
    mostCharacters - JSON.stringify(head).length,
  );
  const refs = new Set(['contact', ...head.tasks.map(({ ref }) => ref), ...kept.map(({ ref }) => ref)]);
  return { json: asData({ ...head, interactions: kept }), refs };
}

/** JSON in which no text can close the fence around it. */
export function asData(value: unknown): string {
  return JSON.stringify(value, null, 1).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function aboutOf(contact: ContactRow) {
  const { position, status, notes, created_at } = contact;
  const known = { name: fullName(contact), position, company: contact.company?.name ?? '', status, notes: cut(notes) };
  return { ref: 'contact', ...known, known_since: created_at.toISOString().slice(0, 10) };
}

function saidOf(said: Interaction, timeZone: string) {
  const { id, interaction_type: kind, content, occurred_at } = said;
  return { ref: `interaction-${id}`, kind, date: todayIn(timeZone, occurred_at), text: cut(content) };
}

function taskOf({ id, title, description, status, due_date, completed_at }: Task) {
  const done = completed_at?.toISOString().slice(0, 10) ?? '';
  return { ref: `task-${id}`, title, text: cut(description), status, due: dateText(due_date) ?? '', done };
}

function cut(text: string): string {
  return text.length > longestEntry ? `${text.slice(0, longestEntry).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function withinBudget<T>(rows: T[], characters: number): T[] {
  let room = characters;
  const fits = rows.findIndex((row) => (room -= JSON.stringify(row).length) < 0);
  return fits === -1 ? rows : rows.slice(0, fits);
}
