import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Company, Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';

export const viewableKinds = ['contacts', 'companies', 'interactions', 'tasks'] as const;
type RecordKind = (typeof viewableKinds)[number];

export const recordAccessMs = 30 * 60_000;

type PersonName = { first_name: string; last_name: string };

interface RecordRows {
  contacts: Contact & { company: Pick<Company, 'name'> | null };
  companies: Company & { people: number };
  interactions: Interaction & { contact: PersonName | null };
  tasks: Task & { contact: PersonName | null };
}

export type Records = { [K in RecordKind]: { kind: K } & Page<RecordRows[K]> }[RecordKind];

/** Opens a user's records for reading. @throws when there is no such user (404) */
export async function openRecords(
  { prisma }: Database,
  id: number,
  reason: string,
  context: AuditContext,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
    await audit(tx, { ...context, action: 'records_opened', subject_id: id, details: { reason } });
  });
}

export async function closeRecords({ prisma }: Database, id: number, context: AuditContext): Promise<void> {
  await audit(prisma, { ...context, action: 'records_closed', subject_id: id });
}

/** Returns one page of a user's records. The access is logged first, so that nothing is shown unlogged. */
export async function viewRecords(
  { prisma }: Database,
  { id, kind, page }: { id: number; kind: RecordKind; page: number },
  context: AuditContext,
): Promise<Records> {
  await audit(prisma, { ...context, action: 'records_viewed', subject_id: id, details: { kind, page } });
  return prisma.$transaction(async (tx) => {
    // From here on the database refuses writes.
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    return listByKind[kind](tx, id, page);
  });
}

type RecordLister = (tx: Prisma.TransactionClient, user_id: number, page: number) => Promise<Records>;

const listByKind: Record<RecordKind, RecordLister> = {
  contacts: async (tx, user_id, requestedPage) => {
    const { skip, take, ...pagination } = paginate(await tx.contact.count({ where: { user_id } }), requestedPage);
    const orderBy = [{ sort_name: 'asc' as const }, { id: 'asc' as const }];
    const rows = await tx.contact.findMany({ where: { user_id }, skip, take, orderBy });
    return { kind: 'contacts', rows: await withCompanies(tx, user_id, rows), pagination };
  },
  companies: async (tx, user_id, requestedPage) => {
    const { skip, take, ...pagination } = paginate(await tx.company.count({ where: { user_id } }), requestedPage);
    const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }];
    const rows = await tx.company.findMany({ where: { user_id }, skip, take, orderBy });
    return { kind: 'companies', rows: await withPeople(tx, user_id, rows), pagination };
  },
  interactions: async (tx, user_id, requestedPage) => {
    const { skip, take, ...pagination } = paginate(await tx.interaction.count({ where: { user_id } }), requestedPage);
    const orderBy = [{ occurred_at: 'desc' as const }, { id: 'desc' as const }];
    const rows = await tx.interaction.findMany({ where: { user_id }, skip, take, orderBy });
    return { kind: 'interactions', rows: await withContacts(tx, user_id, rows), pagination };
  },
  tasks: async (tx, user_id, requestedPage) => {
    const { skip, take, ...pagination } = paginate(await tx.task.count({ where: { user_id } }), requestedPage);
    const orderBy = [{ due_date: { sort: 'asc' as const, nulls: 'last' as const } }, { id: 'asc' as const }];
    const rows = await tx.task.findMany({ where: { user_id }, skip, take, orderBy });
    return { kind: 'tasks', rows: await withContacts(tx, user_id, rows), pagination };
  },
};

async function withCompanies<Row extends Contact>(tx: Prisma.TransactionClient, user_id: number, rows: Row[]) {
  const where = { user_id, id: { in: rows.flatMap(({ company_id }) => company_id ?? []) } };
  const companies = await tx.company.findMany({ where, select: { id: true, name: true } });
  const byId = new Map(companies.map((company) => [company.id, company]));
  return rows.map((row) => ({ ...row, company: byId.get(row.company_id ?? 0) ?? null }));
}

async function withPeople(tx: Prisma.TransactionClient, user_id: number, rows: Company[]) {
  const where = { user_id, company_id: { in: rows.map(({ id }) => id) } };
  const groups = await tx.contact.groupBy({ by: ['company_id'], where, _count: { _all: true } });
  const counts = new Map(groups.map(({ company_id, _count }) => [company_id, _count._all]));
  return rows.map((row) => ({ ...row, people: counts.get(row.id) ?? 0 }));
}

async function withContacts<Row extends { contact_id: number | null }>(
  tx: Prisma.TransactionClient,
  user_id: number,
  rows: Row[],
) {
  const where = { user_id, id: { in: rows.flatMap(({ contact_id }) => contact_id ?? []) } };
  const contacts = await tx.contact.findMany({ where, select: { id: true, first_name: true, last_name: true } });
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  return rows.map((row) => ({ ...row, contact: byId.get(row.contact_id ?? 0) ?? null }));
}
