import type { Database } from '../db/client.ts';
import type { Prisma, PrismaClient, User } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { likePattern } from '../db/sql/fold.ts';
import { countRecords, type RecordCounts } from '../users/recordCounts.service.ts';
import type { UserQuery } from './users.schema.ts';

type AdminUser = Omit<User, 'password_hash' | 'session_generation'> & { profile: { last_login: Date | null } | null };
export type CountedUser = AdminUser & RecordCounts;

const omit = { password_hash: true, session_generation: true } as const;

/** One page of users with the number of their records, in seven statements. */
export async function listUsers({ prisma }: Database, query: UserQuery): Promise<Page<CountedUser>> {
  const where = { AND: [matchingSearch(query.search), inState(query.state), inRole(query.role)] };
  const total = await prisma.user.count({ where });
  const { skip, take, ...pagination } = paginate(total, query.page);
  const users = await prisma.user.findMany({ where, skip, take, orderBy: orders[query.sort], omit });
  const counts = await countRecords(
    prisma,
    users.map(({ id }) => id),
  );
  const profiles = await readProfiles(prisma, users);
  return { rows: users.map((user) => ({ ...user, ...profiles(user.id), ...counts(user.id) })), pagination };
}

async function readProfiles(prisma: PrismaClient, users: { id: number }[]) {
  const where = { user_id: { in: users.map(({ id }) => id) } };
  const rows = await prisma.profile.findMany({ where, select: { user_id: true, last_login: true } });
  const byUser = new Map(rows.map(({ user_id, last_login }) => [user_id, { last_login }]));
  return (id: number) => ({ profile: byUser.get(id) ?? null });
}

// Every order ends in the id, so that equal values neither repeat nor vanish across pages.
const orders: Record<UserQuery['sort'], Prisma.UserOrderByWithRelationInput[]> = {
  name: [{ username: 'asc' }, { id: 'asc' }],
  joined: [{ date_joined: 'desc' }, { id: 'desc' }],
  seen: [{ profile: { last_login: { sort: 'desc', nulls: 'last' } } }, { id: 'desc' }],
};

function matchingSearch(search: string): Prisma.UserWhereInput {
  if (search === '') return {};
  const contains = { contains: likePattern(search), mode: 'insensitive' } as const;
  return { OR: [{ username: contains }, { email: contains }] };
}

function inState(state: UserQuery['state']): Prisma.UserWhereInput {
  return state ? { is_active: state === 'active' } : {};
}

function inRole(role: UserQuery['role']): Prisma.UserWhereInput {
  return role ? { is_staff: role === 'staff' } : {};
}

/** @throws when there is no such user (404) */
export async function getUser({ prisma }: Database, id: number): Promise<CountedUser> {
  const user = await prisma.user.findUniqueOrThrow({ where: { id }, omit });
  const counts = await countRecords(prisma, [id]);
  return { ...user, ...(await readProfiles(prisma, [user]))(id), ...counts(id) };
}
