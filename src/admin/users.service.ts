import type { Database } from '../db/client.ts';
import type { Prisma, User } from '../db/generated/client.ts';
import { type Page, paginate } from '../db/paginate.ts';
import { likePattern } from '../db/sql/fold.ts';
import { countRecords, type RecordCounts } from '../users/recordCounts.service.ts';
import type { UserQuery } from './users.schema.ts';

type AdminUser = Omit<User, 'password_hash' | 'session_generation'> & { profile: { last_login: Date | null } | null };
export type CountedUser = AdminUser & RecordCounts;

const omit = { password_hash: true, session_generation: true } as const;
const include = { profile: { select: { last_login: true } } } as const;

/** One page of users with the number of their records, in six statements. */
export async function listUsers({ prisma }: Database, query: UserQuery): Promise<Page<CountedUser>> {
  const where = { AND: [matchingSearch(query.search), inState(query.state), inRole(query.role)] };
  const total = await prisma.user.count({ where });
  const { skip, take, ...pagination } = paginate(total, query.page);
  const users = await prisma.user.findMany({ where, skip, take, orderBy: orders[query.sort], omit, include });
  const counts = await countRecords(
    prisma,
    users.map(({ id }) => id),
  );
  return { rows: users.map((user) => ({ ...user, ...counts(user.id) })), pagination };
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
  const user = await prisma.user.findUniqueOrThrow({ where: { id }, omit, include });
  const counts = await countRecords(prisma, [id]);
  return { ...user, ...counts(id) };
}
