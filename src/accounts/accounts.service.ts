import { createHash } from 'node:crypto';
import type { Database } from '../db/client.ts';
import type { Locale } from '../i18n/translate.ts';
import { hashPassword, verifyPassword } from './password.ts';

export interface NewUser {
  username: string;
  email: string;
  password: string;
  locale: Locale;
  time_zone: string;
}

/** Makes the user with a profile; undefined when the name is taken in any case, even by a registration in the same moment. */
export async function createUser({ prisma }: Database, given: NewUser, now: Date): Promise<number | undefined> {
  const { password, locale, time_zone, ...user } = given;
  const row = { ...user, password_hash: await hashPassword(password), date_joined: now };
  return prisma.$transaction(async (tx) => {
    const [made] = await tx.user.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true } });
    if (made) await tx.profile.create({ data: { user_id: made.id, locale, time_zone } });
    return made?.id;
  });
}

/** The user of this name (in any case) and password; without a name, a wrong one costs the same time. */
export async function findByPassword(
  { prisma }: Database,
  username: string,
  password: string,
): Promise<number | undefined> {
  const user = await prisma.user.findUnique({
    where: { username, is_active: true },
    select: { id: true, password_hash: true },
  });
  const right = await verifyPassword(password, user?.password_hash);
  return right ? user?.id : undefined;
}

/** A user as the session refers to them; `stamp` changes with the password and ends every session that has another. */
export interface SessionUser extends Express.User {
  stamp: string;
}

type SessionRow = Omit<SessionUser, 'stamp' | 'initials'> & { password_hash: string };

/** User and profile in one query; null when deleted or deactivated. It runs at every request, hence the SQL. */
export async function findSessionUser({ prisma }: Database, id: number): Promise<SessionUser | null> {
  const [row] = await prisma.$queryRaw<SessionRow[]>`
    SELECT id, username::text, email, is_staff, password_hash,
           coalesce(locale::text, 'en') AS locale, coalesce(time_zone, 'UTC') AS time_zone, coalesce(shortcuts, true) AS shortcuts,
           coalesce(ai_enabled, true) AS ai_enabled, coalesce(ai_consent, '') AS ai_consent
    FROM users LEFT JOIN profiles ON user_id = id
    WHERE id = ${id} AND is_active`;
  if (!row) return null;
  const { password_hash, ...user } = row;
  return { ...user, initials: initialsOf(user.username), stamp: stampOf(password_hash) };
}

/** Of `anna.kowalska@firma.pl` AK, of `jan` J. */
export function initialsOf(username: string): string {
  const words = (username.split('@').find(Boolean) ?? username).split(/[.+_-]+/).filter(Boolean);
  return (
    words
      .slice(0, 2)
      .map((word) => [...word][0]?.toLocaleUpperCase() ?? '')
      .join('') || '?'
  );
}

function stampOf(passwordHash: string): string {
  return createHash('sha256').update(passwordHash).digest('base64url').slice(0, 16);
}

export async function noteSignIn({ prisma }: Database, id: number, now: Date): Promise<void> {
  await prisma.user.update({ where: { id }, data: { last_login: now }, select: { id: true } });
}

/** Whether this user was made within the last minute: their registration may just have been sent twice. */
export async function isNewcomer({ prisma }: Database, id: number, now: Date): Promise<boolean> {
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  return (await prisma.user.count({ where: { id, date_joined: { gt: aMinuteAgo } } })) > 0;
}

export interface ProfileData {
  email: string;
  phone: string;
  locale: Locale;
  time_zone: string;
}

export async function getProfile({ prisma }: Database, user: Express.User): Promise<ProfileData> {
  const profile = await prisma.profile.findUnique({ where: { user_id: user.id }, select: { phone: true } });
  return { email: user.email, phone: profile?.phone ?? '', locale: user.locale, time_zone: user.time_zone };
}

export async function updateProfile(
  { prisma }: Database,
  id: number,
  { email, ...profile }: ProfileData,
): Promise<void> {
  await prisma.$transaction([
    prisma.user.update({ where: { id }, data: { email }, select: { id: true } }),
    prisma.profile.upsert({
      where: { user_id: id },
      create: { user_id: id, ...profile },
      update: profile,
      select: { user_id: true },
    }),
  ]);
}

/** Sets the password and ends every session of the user; the caller signs their own browser in again. */
export async function changePassword({ prisma }: Database, id: number, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  await prisma.$transaction([
    prisma.user.update({ where: { id }, data: { password_hash }, select: { id: true } }),
    prisma.$executeRaw`DELETE FROM session WHERE sess->'passport'->'user'->>'id' = ${String(id)}`,
  ]);
}
