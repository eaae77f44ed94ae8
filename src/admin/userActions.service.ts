import { type AuditAction, type AuditContext, audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import type { Outcome } from '../users/deleteUser.service.ts';
import { isLastStaffForUpdate } from '../users/lastStaff.service.ts';
import { endAllSessions } from '../users/sessions.service.ts';

type Tx = Prisma.TransactionClient;
type ActionEffect = (tx: Tx, id: number, context: AuditContext) => Promise<void>;

interface ActionDefinition {
  action: AuditAction;
  effect: ActionEffect;
  removesStaff?: true;
}

const set =
  (data: Prisma.UserUpdateInput): ActionEffect =>
  async (tx, id) => {
    await tx.user.update({ where: { id }, data, select: { id: true } });
  };

/** Keys are the last segment of the address. */
const definitions = {
  deactivate: { action: 'user_deactivated', effect: deactivate, removesStaff: true },
  activate: { action: 'user_activated', effect: set({ is_active: true }) },
  'make-staff': { action: 'staff_given', effect: makeStaff },
  'remove-staff': { action: 'staff_taken', effect: set({ is_staff: false, staff_since: null }), removesStaff: true },
  'force-password': { action: 'password_change_forced', effect: forcePassword },
  'sign-out': { action: 'signed_out_everywhere', effect: endAllSessions },
} as const satisfies Record<string, ActionDefinition>;

export type UserAction = keyof typeof definitions;
export const userActions = Object.keys(definitions) as UserAction[];

/** Performs the action and writes it to the audit log in one transaction. @throws when there is no such user (404) */
export async function performUserAction(
  { prisma }: Database,
  name: UserAction,
  id: number,
  context: AuditContext,
): Promise<Outcome> {
  const { action, effect, removesStaff }: ActionDefinition = definitions[name];
  return prisma.$transaction(async (tx) => {
    await tx.user.findUniqueOrThrow({ where: { id }, select: { id: true } });
    if (removesStaff && (await isLastStaffForUpdate(tx, id))) return 'last_staff';
    await effect(tx, id, context);
    await audit(tx, { ...context, action, subject_id: id });
    return 'done';
  });
}

async function makeStaff(tx: Tx, id: number, context: AuditContext): Promise<void> {
  await set({ is_staff: true, staff_since: context.at })(tx, id, context);
}

async function deactivate(tx: Tx, id: number, context: AuditContext): Promise<void> {
  await set({ is_active: false })(tx, id, context);
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
  await endAllSessions(tx, id);
}

async function forcePassword(tx: Tx, id: number, context: AuditContext): Promise<void> {
  await set({ must_change_password: true })(tx, id, context);
  await endAllSessions(tx, id);
}
