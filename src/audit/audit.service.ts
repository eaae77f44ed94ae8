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
  'jobs_retried',
  'log_pruned',
] as const;
export type AuditAction = (typeof auditActions)[number];

export interface AuditContext {
  at: Date;
  actor_id: number;
  ip: string;
}

interface AuditInput extends AuditContext {
  action: AuditAction;
  subject_id?: number;
  /** No personal data. The only text that a user typed is the reason for reading records. */
  details?: Record<string, string | number>;
}

/** Pass the action's transaction, so that the action and its entry are committed together. */
export function audit(tx: Prisma.TransactionClient, entry: AuditInput): Prisma.PrismaPromise<{ id: number }> {
  return tx.auditEntry.create({ data: entry, select: { id: true } });
}

export interface AuditQuery {
  page: number;
  action?: AuditAction | undefined;
  /** The user as actor or as subject. */
  user?: number | undefined;
}

export interface AuditPage extends Page<AuditEntry> {
  usernames: Map<number, string>;
}

export async function listAudit({ prisma }: Database, { page, action, user }: AuditQuery): Promise<AuditPage> {
  const where: Prisma.AuditEntryWhereInput = {
    ...(action && { action }),
    ...(user && { OR: [{ actor_id: user }, { subject_id: user }] }),
  };
  const total = await prisma.auditEntry.count({ where });
  const { skip, take, ...pagination } = paginate(total, page);
  const rows = await prisma.auditEntry.findMany({ where, skip, take, orderBy: { id: 'desc' } });
  return { rows, pagination, usernames: await findUsernames(prisma, rows) };
}

async function findUsernames(prisma: Database['prisma'], rows: AuditEntry[]): Promise<Map<number, string>> {
  const ids = [...new Set(rows.flatMap(({ actor_id, subject_id }) => [actor_id, subject_id ?? 0]))];
  const users = await prisma.user.findMany({ where: { id: { in: ids } }, select: { id: true, username: true } });
  return new Map(users.map(({ id, username }) => [id, username]));
}
