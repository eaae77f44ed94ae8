import { type Act, type AuditAction, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import type { Outcome } from '../users/deleteUser.service.ts';
import { wouldLeaveNobody } from '../users/lastStaff.service.ts';
import { endSessions } from '../users/users.service.ts';

type Tx = Prisma.TransactionClient;
type Work = (tx: Tx, id: number) => Promise<void>;

interface Kind {
  action: AuditAction;
  work: Work;
  /** It may take away the last active staff member. */
  losesStaff?: true;
}

const set =
  (data: Prisma.UserUpdateInput): Work =>
  async (tx, id) => {
    await tx.user.update({ where: { id }, data, select: { id: true } });
  };

/** What the buttons on a user's page do, by the last part of their addresses. */
const kinds = {
  deactivate: { action: 'user_deactivated', work: deactivate, losesStaff: true },
  activate: { action: 'user_activated', work: set({ is_active: true }) },
  'make-staff': { action: 'staff_given', work: set({ is_staff: true }) },
  'remove-staff': { action: 'staff_taken', work: set({ is_staff: false }), losesStaff: true },
  'force-password': { action: 'password_change_forced', work: forcePassword },
  'sign-out': { action: 'signed_out_everywhere', work: endSessions },
} as const satisfies Record<string, Kind>;

export type UserAct = keyof typeof kinds;
export const userActs = Object.keys(kinds) as UserAct[];

/** Does it to a user, with a line in the log, or not at all. @throws when there is no such user (404) */
export async function actOnUser({ prisma }: Database, name: UserAct, id: number, act: Act): Promise<Outcome> {
  const { action, work, losesStaff }: Kind = kinds[name];
  return prisma.$transaction(async (tx) => {
    await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
    if (losesStaff && (await wouldLeaveNobody(tx, id))) return 'last_staff';
    await work(tx, id);
    await audit(tx, { ...act, action, subject_id: id });
    return 'done';
  });
}

async function deactivate(tx: Tx, id: number): Promise<void> {
  await set({ is_active: false })(tx, id);
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
  await endSessions(tx, id);
}

async function forcePassword(tx: Tx, id: number): Promise<void> {
  await set({ must_change_password: true })(tx, id);
  await endSessions(tx, id);
}
