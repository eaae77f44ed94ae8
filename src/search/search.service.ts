import { searched } from '../contacts/contacts.service.ts';
import { fold, likePattern } from '../db/fold.ts';
import type { Company, Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { wordsOf } from './marked.ts';

type Person = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

export type FoundContact = Person &
  Pick<Contact, 'email' | 'phone' | 'position'> & { company: Pick<Company, 'name'> | null };
export type FoundCompany = Pick<Company, 'id' | 'name' | 'industry' | 'website' | 'address'>;
export type FoundTask = Pick<Task, 'id' | 'title' | 'description' | 'status' | 'due_date'> & { contact: Person | null };
export type FoundInteraction = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Person;
};

/** The best hits of one kind. */
export interface Hits<Row> {
  rows: Row[];
  /** How many there are, counted up to `mostCounted`. */
  total: number;
}

export interface Found {
  contacts: Hits<FoundContact>;
  companies: Hits<FoundCompany>;
  tasks: Hits<FoundTask>;
  interactions: Hits<FoundInteraction>;
}

/** Further hits are neither ranked nor counted: "100+". */
export const mostCounted = 100;

const personFields = { id: true, first_name: true, last_name: true } as const;

/** At most `most` hits of each kind for a search that is not empty, by one statement each. Every word must be found. */
export async function searchAll(db: OwnedDb, search: string, most: number): Promise<Found> {
  const [contacts, companies, tasks, interactions] = await Promise.all([
    findContacts(db, search),
    findCompanies(db, search),
    findTasks(db, search, most + 1),
    findInteractions(db, search, most + 1),
  ]);
  const words = wordsOf(search);
  return {
    contacts: best(contacts, most, (row) => rank(`${row.first_name} ${row.last_name}`, words)),
    companies: best(companies, most, (row) => rank(row.name, words)),
    tasks: best(tasks, most, (row) => (row.status === 'done' ? 1 : 0)),
    interactions: best(interactions, most, () => 0),
  };
}

function findContacts(db: OwnedDb, search: string): Promise<FoundContact[]> {
  return db.contact.findMany({
    where: searched(search),
    select: { ...personFields, email: true, phone: true, position: true, company: { select: { name: true } } },
    orderBy: [{ updated_at: 'desc' }, { id: 'desc' }],
    take: mostCounted,
  });
}

function findCompanies(db: OwnedDb, search: string): Promise<FoundCompany[]> {
  return db.company.findMany({
    where: everyWord(search),
    select: { id: true, name: true, industry: true, website: true, address: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: mostCounted,
  });
}

// Those to be done come first: the status sorts as it is declared.
function findTasks(db: OwnedDb, search: string, take: number): Promise<FoundTask[]> {
  return db.task.findMany({
    where: everyWord(search),
    select: {
      id: true,
      title: true,
      description: true,
      status: true,
      due_date: true,
      contact: { select: personFields },
    },
    orderBy: [{ status: 'asc' }, { due_date: { sort: 'asc', nulls: 'last' } }, { id: 'desc' }],
    take,
  });
}

function findInteractions(db: OwnedDb, search: string, take: number): Promise<FoundInteraction[]> {
  return db.interaction.findMany({
    where: everyWord(search),
    select: { id: true, interaction_type: true, content: true, occurred_at: true, contact: { select: personFields } },
    orderBy: [{ occurred_at: 'desc' }, { id: 'desc' }],
    take,
  });
}

function everyWord(search: string): { AND: { search_text: Prisma.StringFilter }[] } {
  return { AND: wordsOf(search).map((word) => ({ search_text: { contains: likePattern(word) } })) };
}

/** 0 when a name begins with the search, 1 when each word begins a word of it, 2 when it was found elsewhere. */
function rank(name: string, words: string[]): number {
  const folded = fold(name);
  if (folded.startsWith(words.join(' '))) return 0;
  const own = folded.split(/[\s-]+/);
  return words.every((word) => own.some((one) => one.startsWith(word))) ? 1 : 2;
}

/** The order in which they were found stays among equals. */
function best<Row>(rows: Row[], most: number, ranked: (row: Row) => number): Hits<Row> {
  const sorted = rows.map((row) => ({ row, at: ranked(row) })).sort((a, b) => a.at - b.at);
  return { rows: sorted.slice(0, most).map(({ row }) => row), total: rows.length };
}

/** Whom the owner dealt with last, for a search that is still empty. */
export function recentPeople(db: OwnedDb, most: number): Promise<FoundContact[]> {
  return db.contact.findMany({
    select: { ...personFields, email: true, phone: true, position: true, company: { select: { name: true } } },
    orderBy: [{ updated_at: 'desc' }, { id: 'desc' }],
    take: most,
  });
}
