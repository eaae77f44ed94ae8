import { type Act, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Company, Contact, Interaction, Prisma, Task } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';

export const recordKinds = ['contacts', 'companies', 'interactions', 'tasks'] as const;
type RecordKind = (typeof recordKinds)[number];

/** How long an administrator may read after giving a reason. */
export const readingMs = 30 * 60_000;

type Named = { first_name: string; last_name: string };

interface RecordRows {
  contacts: Contact & { company: Pick<Company, 'name'> | null };
  companies: Company & { _count: { contacts: number } };
  interactions: Interaction & { contact: Named };
  tasks: Task & { contact: Named | null };
}

export type Records = { [K in RecordKind]: { kind: K } & Page<RecordRows[K]> }[RecordKind];

/** Opens a user's records for reading. @throws when there is no such user (404) */
export async function openRecords({ prisma }: Database, id: number, reason: string, act: Act): Promise<void> {
  await prisma.$transaction(async (tx) => {
    await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
    await audit(tx, { ...act, action: 'records_opened', subject_id: id, details: { reason } });
  });
}

export async function closeRecords({ prisma }: Database, id: number, act: Act): Promise<void> {
  await audit(prisma, { ...act, action: 'records_closed', subject_id: id });
}

/** One page of a user's records, and a line in the log before it is read: what cannot be logged is not shown. */
export async function readRecords(
  { prisma }: Database,
  { id, kind, page }: { id: number; kind: RecordKind; page: number },
  act: Act,
): Promise<Records> {
  await audit(prisma, { ...act, action: 'records_viewed', subject_id: id, details: { kind, page } });
  return prisma.$transaction(async (tx) => {
    // From here on the database itself refuses to write, whatever the code below may come to say.
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    return lists[kind](tx, id, page);
  });
}

type List = (tx: Prisma.TransactionClient, user_id: number, page: number) => Promise<Records>;

const lists: Record<RecordKind, List> = {
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
