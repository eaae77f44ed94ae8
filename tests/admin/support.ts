import type { User } from '../../src/db/generated/client.ts';
import { createUser, type TestApp } from '../support/app.ts';
import { sql } from '../support/database.ts';

export function createStaff(
  app: TestApp,
  username = 'boss',
  more: Parameters<typeof createUser>[2] = {},
): Promise<User> {
  return createUser(app, username, { ...more, is_staff: true });
}

interface LogRow {
  actor_id: number;
  action: string;
  subject_id: number | null;
  ip: string;
  details: Record<string, unknown>;
}

/** The audit log without sign-ins, the oldest entry first. */
export function logged(): Promise<LogRow[]> {
  return sql<LogRow & Record<string, unknown>>(
    `SELECT actor_id, action, subject_id, ip, details FROM audit_log WHERE action <> 'signed_in' ORDER BY id`,
  );
}

interface Account {
  username: string;
  email: string;
  is_staff: boolean;
  is_active: boolean;
  must_change_password: boolean;
  password_hash: string;
}

export async function accountOf(id: number): Promise<Account | undefined> {
  const [row] = await sql<Account & Record<string, unknown>>('SELECT * FROM users WHERE id = $1', [id]);
  return row;
}
