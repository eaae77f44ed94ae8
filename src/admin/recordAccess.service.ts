import { type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Company, Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';

export const recordKinds = ['contacts', 'companies', 'interactions', 'tasks'] as const;
type RecordKind = (typeof recordKinds)[number];

export const recordAccessMs = 30 * 60_000;

type PersonName = { first_name: string; last_name: string };

interface RecordRows {
  contacts: Contact & { company: Pick<Company, 'name'> | null };
  companies: Company & { _count: { contacts: number } };
  interactions: Interaction & { contact: PersonName };
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

/** Returns one page of a user's records. Logs it first: what cannot be logged is not shown. */
export async function viewRecords(
  { prisma }: Database,
  { id, kind, page }: { id: number; kind: RecordKind; page: number },
  context: AuditContext,
): Promise<Records> {
  await audit(prisma, { ...context, action: 'records_viewed', subject_id: id, details: { kind, page } });
  return prisma.$transaction(async (tx) => {
    // The database itself refuses to write from here on.
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    return listByKind[kind](tx, id, page);
  });
}

type RecordLister = (tx: Prisma.TransactionClient, user_id: number, page: number) => Promise<Records>;

const listByKind: Record<RecordKind, RecordLister> = {
  contacts: async (tx, user_id, wanted) => {
    const { skip, take, ...pagination } = paginate(await tx.contact.count({ where: { user_id } }), wanted);
    const include = { company: { select: { name: true } } };
    const orderBy = [{ sort_name: 'asc' as const }, { id: 'asc' as const }];
    const rows = await tx.contact.findMany({ where: { user_id }, skip, take, orderBy, include });
    return { kind: 'contacts', rows, pagination };
  },
  companies: async (tx, user_id, wanted) => {
    const { skip, take, ...pagination } = paginate(await tx.company.count({ where: { user_id } }), wanted);
    const include = { _count: { select: { contacts: true } } };
    const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }];
    const rows = await tx.company.findMany({ where: { user_id }, skip, take, orderBy, include });
    return { kind: 'companies', rows, pagination };
  },
  interactions: async (tx, user_id, wanted) => {
    const { skip, take, ...pagination } = paginate(await tx.interaction.count({ where: { user_id } }), wanted);
    const include = { contact: { select: { first_name: true, last_name: true } } };
    const orderBy = [{ occurred_at: 'desc' as const }, { id: 'desc' as const }];
    const rows = await tx.interaction.findMany({ where: { user_id }, skip, take, orderBy, include });
    return { kind: 'interactions', rows, pagination };
  },
  tasks: async (tx, user_id, wanted) => {
    const { skip, take, ...pagination } = paginate(await tx.task.count({ where: { user_id } }), wanted);
    const include = { contact: { select: { first_name: true, last_name: true } } };
    const orderBy = [{ due_date: { sort: 'asc' as const, nulls: 'last' as const } }, { id: 'asc' as const }];
    const rows = await tx.task.findMany({ where: { user_id }, skip, take, orderBy, include });
    return { kind: 'tasks', rows, pagination };
  },
};
