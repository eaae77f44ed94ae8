import type { Database } from '../db/client.ts';
import type { AuditEntry, Prisma } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';

export const auditActions = [
  'signed_in',
  'password_reset',
  'user_created',
  'user_deactivated',
  'user_activated',
  'staff_given',
  'staff_taken',
  'password_change_forced',
  'reset_link_made',
  'two_factor_removed',
  'signed_out_everywhere',
  'user_deleted',
  'sign_ups_changed',
  'invite_made',
  'invite_revoked',
  'records_opened',
  'records_viewed',
  'records_closed',
  'mail_tested',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who acts, when, and from where. */
export interface Act {
  at: Date;
  actor_id: number;
  ip: string;
}

interface AuditInput extends Act {
  action: AuditAction;
  /** The user it was done to. */
  subject_id?: number;
  /** Numbers and words of the application; the only typed text is the reason for reading somebody's records. */
  details?: Record<string, string | number>;
}

/** Writes one line of the log; pass the transaction of the act, so that neither is there without the other. */
export function audit(tx: Prisma.TransactionClient, entry: AuditInput): Prisma.PrismaPromise<{ id: number }> {
  return tx.auditEntry.create({ data: entry, select: { id: true } });
}

export interface AuditQuery {
  page: number;
  action?: AuditAction | undefined;
  /** The actor or the subject. */
  user?: number | undefined;
}

export interface AuditPage extends Page<AuditEntry> {
  /** The names of those who are still there. */
  names: Map<number, string>;
}

/** One page of the log, newest first. */
export async function listAudit({ prisma }: Database, { page, action, user }: AuditQuery): Promise<AuditPage> {
  const where: Prisma.AuditEntryWhereInput = {
    ...(action && { action }),
    ...(user && { OR: [{ actor_id: user }, { subject_id: user }] }),
  };
  const total = await prisma.auditEntry.count({ where });
  const { skip, take, ...pagination } = paginate(total, page);
  const rows = await prisma.auditEntry.findMany({ where, skip, take, orderBy: { id: 'desc' } });
  return { rows, pagination, names: await namesOf(prisma, rows) };
}

async function namesOf(prisma: Database['prisma'], rows: AuditEntry[]): Promise<Map<number, string>> {
  const ids = [...new Set(rows.flatMap(({ actor_id, subject_id }) => [actor_id, subject_id ?? 0]))];
  const users = await prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true, username: true } });
  return new Map(users.map(({ id, username }) => [id, username]));
}
