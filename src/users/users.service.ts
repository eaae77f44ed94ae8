import { audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { prepared } from '../db/sql/statement.ts';
import type { Locale } from '../i18n/translate.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { saveProfile } from './profile.service.ts';
import { isOf } from './sessions.service.ts';
import { type SessionUser, userColumns } from './sessionUser.ts';

/** The language and the time zone of an account. */
interface Tongue {
  locale: Locale;
  time_zone: string;
}

export interface NewUser extends Tongue {
  username: string;
  email: string;
  password: string;
}

/** Makes the user with a profile, or without language and zone none: see adoptTongue(). Undefined when the name is taken in any case, even by a registration in the same moment. */
export async function createUser(
  { prisma }: Database,
  given: Omit<NewUser, keyof Tongue> & Partial<Tongue>,
  now: Date,
): Promise<number | undefined> {
  const password_hash = await hashPassword(given.password);
  return prisma.$transaction((tx) => insertUser(tx, given, password_hash, now));
}

/** The same inside a transaction; hash the password before it begins. */
export async function insertUser(
  tx: Prisma.TransactionClient,
  given: Omit<NewUser, 'password' | 'locale' | 'time_zone'> & Partial<Tongue> & { password?: string },
  password_hash: string,
  now: Date,
): Promise<number | undefined> {
  const { username, email, locale, time_zone } = given;
  const row = { username, email, password_hash, date_joined: now };
  const [made] = await tx.user.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true } });
  if (made && locale && time_zone) await tx.profile.create({ data: { user_id: made.id, locale, time_zone } });
  return made?.id;
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

/** User and profile in one query; null when deleted or deactivated. */
export async function findSessionUser({ pool }: Database, id: number): Promise<SessionUser | null> {
  const text = `SELECT ${userColumns} FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE u.id = $1 AND u.is_active`;
  const { rows } = await pool.query<SessionUser>(prepared(text, [id]));
  return rows[0] ?? null;
}

/** An account that was made where no browser was, by the seed, takes the language and zone of the first one it signs in with. */
export async function adoptTongue({ prisma }: Database, user_id: number, tongue: Tongue): Promise<void> {
  await prisma.profile.createMany({ data: [{ user_id, ...tongue }], skipDuplicates: true });
}

/** Notes the time, and of staff, who can do much, where they came from. */
export async function noteSignIn(
  { prisma }: Database,
  { id, is_staff }: Pick<Express.User, 'id' | 'is_staff'>,
  { now, ip }: { now: Date; ip: string },
): Promise<void> {
  const note = prisma.user.update({ where: { id }, data: { last_login: now }, select: { id: true } });
  if (!is_staff) return void (await note);
  const entry = audit(prisma, { at: now, actor_id: id, action: 'signed_in', subject_id: id, ip });
  await prisma.$transaction([note, entry]);
}

/** Whether this user was made within the last minute: their registration may just have been sent twice. */
export async function isNewcomer({ prisma }: Database, id: number, now: Date): Promise<boolean> {
  const aMinuteAgo = new Date(now.getTime() - 60_000);
  return (await prisma.user.count({ where: { id, date_joined: { gt: aMinuteAgo } } })) > 0;
}

interface ProfileData {
  email: string;
  phone: string;
  locale: Locale;
  time_zone: string;
}

export async function getProfile({ prisma }: Database, user: Express.User): Promise<ProfileData> {
  const profile = await prisma.profile.findUnique({ where: { user_id: user.id }, select: { phone: true } });
  return { email: user.email, phone: profile?.phone ?? '', locale: user.locale, time_zone: user.time_zone };
}

/** Saves the profile; another email address counts from now on. */
export async function updateProfile(
  { prisma }: Database,
  user: Pick<Express.User, 'id' | 'email'>,
  { email, ...profile }: ProfileData,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (email !== user.email) await setEmail(tx, user.id, email);
    await saveProfile(tx, user.id, profile);
  });
}

/** Inside a transaction. An address that waits to be confirmed is given up, and links that went to the old one are void. */
export async function setEmail(tx: Prisma.TransactionClient, id: number, email: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { email }, select: { id: true } });
  await tx.emailChange.deleteMany({ where: { user_id: id } });
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
}

/** Sets the password and ends every session of the user; the caller signs their own browser in again. */
export async function changePassword({ prisma }: Database, id: number, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  await prisma.$transaction((tx) => setPasswordHash(tx, id, password_hash));
}

/** The same inside a transaction. One-time links to a new password and the order to change it are done with, too. */
export async function setPasswordHash(tx: Prisma.TransactionClient, id: number, password_hash: string): Promise<void> {
  const data = { password_hash, must_change_password: false };
  await tx.user.update({ where: { id }, data, select: { id: true } });
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
  await endSessions(tx, id);
}

/** Signs the user out everywhere; a request just under way that writes its session back is out as well (docs/decisions/007). */
export async function endSessions(tx: Prisma.TransactionClient, id: number): Promise<void> {
  await tx.$executeRaw`UPDATE users SET session_generation = session_generation + 1 WHERE id = ${id}`;
  await tx.$executeRaw`DELETE FROM session WHERE ${isOf(id)}`;
}
