import { audit } from '../audit/audit.service.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { prepared } from '../db/sql/statement.ts';
import type { Locale } from '../i18n/translate.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { upsertProfile } from './profile.service.ts';
import { endAllSessions } from './sessions.service.ts';
import { type SessionUser, userColumns } from './sessionUser.ts';

interface LocaleSettings {
  locale: Locale;
  time_zone: string;
}

export interface NewUser extends LocaleSettings {
  username: string;
  email: string;
  password: string;
}

/** Without a locale, adoptLocaleSettings() makes the profile. Undefined when the name is taken in any case. */
export async function createUser(
  { prisma }: Database,
  user: Omit<NewUser, keyof LocaleSettings> & Partial<LocaleSettings>,
  now: Date,
): Promise<number | undefined> {
  const password_hash = await hashPassword(user.password);
  return prisma.$transaction((tx) => insertUser(tx, user, password_hash, now));
}

/** In a transaction, which hashing a password would keep open too long. */
export async function insertUser(
  tx: Prisma.TransactionClient,
  user: Omit<NewUser, 'password' | 'locale' | 'time_zone'> & Partial<LocaleSettings> & { password?: string },
  password_hash: string,
  now: Date,
): Promise<number | undefined> {
  const { username, email, locale, time_zone } = user;
  const row = { username, email, password_hash, date_joined: now };
  const [created] = await tx.user.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true } });
  if (created && locale && time_zone)
    await tx.profile.create({ data: { user_id: created.id, locale, time_zone }, select: { user_id: true } });
  return created?.id;
}

/** The id of the active user with this name in any case; takes the same time for unknown users. */
export async function verifyCredentials(
  { prisma }: Database,
  username: string,
  password: string,
): Promise<number | undefined> {
  const user = await prisma.user.findUnique({
    where: { username, is_active: true },
    select: { id: true, password_hash: true },
  });
  const correct = await verifyPassword(password, user?.password_hash);
  return correct ? user?.id : undefined;
}

export async function findSessionUser({ pool }: Database, id: number): Promise<SessionUser | null> {
  const text = `SELECT ${userColumns} FROM users u LEFT JOIN profiles p ON p.user_id = $1 WHERE u.id = $1 AND u.is_active`;
  const { rows } = await pool.query<SessionUser>(prepared(text, [id]));
  return rows[0] ?? null;
}

/** Gives an account without a profile (made by the seed) the settings of the first browser. */
export async function adoptLocaleSettings(
  { prisma }: Database,
  user_id: number,
  settings: LocaleSettings,
): Promise<void> {
  await prisma.profile.createMany({ data: [{ user_id, ...settings }], skipDuplicates: true });
}

export async function recordSignIn(
  { prisma }: Database,
  { id, is_staff }: Pick<Express.User, 'id' | 'is_staff'>,
  { now, ip }: { now: Date; ip: string },
): Promise<void> {
  const update = prisma.profile.updateMany({ where: { user_id: id }, data: { last_login: now } });
  if (!is_staff) return void (await update);
  const entry = audit(prisma, { at: now, actor_id: id, action: 'signed_in', subject_id: id, ip });
  await prisma.$transaction([update, entry]);
}

/** Created within the last minute: the registration may have been sent twice. */
export async function isNewUser({ prisma }: Database, id: number, now: Date): Promise<boolean> {
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

export async function updateProfile(
  { prisma }: Database,
  user: Pick<Express.User, 'id' | 'email'>,
  { email, ...profile }: ProfileData,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    if (email !== user.email) await setEmail(tx, user.id, email);
    await upsertProfile(tx, user.id, profile);
  });
}

/** A pending change of the address and links sent to the old one become invalid. */
export async function setEmail(tx: Prisma.TransactionClient, id: number, email: string): Promise<void> {
  await tx.user.update({ where: { id }, data: { email }, select: { id: true } });
  await tx.emailChange.deleteMany({ where: { user_id: id } });
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
}

/** Ends all sessions of the user, also the current one. */
export async function changePassword({ prisma }: Database, id: number, password: string): Promise<void> {
  const password_hash = await hashPassword(password);
  await prisma.$transaction((tx) => setPasswordHash(tx, id, password_hash));
}

/** Also removes reset links and the obligation to change the password. */
export async function setPasswordHash(tx: Prisma.TransactionClient, id: number, password_hash: string): Promise<void> {
  const data = { password_hash, must_change_password: false };
  await tx.user.update({ where: { id }, data, select: { id: true } });
  await tx.passwordReset.deleteMany({ where: { user_id: id } });
  await endAllSessions(tx, id);
}
