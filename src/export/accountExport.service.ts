import type { Database } from '../db/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, timeText } from '../i18n/dates.ts';

export const batch = 500;

interface Row {
  id: number;
}
type Reader = (db: OwnedDb, after: number) => Promise<Row[]>;

export const page = (after: number) => ({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: batch }) as const;
const kept = { search_text: true, user_id: true } as const;
const people = { ...kept, sort_name: true, phone_digits: true, next_sort: true } as const;

/** By the name each list has in the file; what the database keeps for itself (search texts) is left out. */
const lists: Record<string, Reader> = {
  companies: (db, after) => db.company.findMany({ ...page(after), omit: kept }),
  contacts: (db, after) => db.contact.findMany({ ...page(after), omit: people }),
  interactions: (db, after) => db.interaction.findMany({ ...page(after), omit: kept }),
  tasks: (db, after) => db.task.findMany({ ...page(after), omit: kept }),
  trash: async (db, after) => (await db.trash.findMany({ ...page(after), omit: { user_id: true } })).map(bareTrash),
  ai_calls: (db, after) => db.aiCall.findMany({ ...page(after), omit: { user_id: true } }),
};

/** What was deleted, its rows without what the database keeps for itself. */
function bareTrash<Row extends { records: unknown }>(row: Row): Row {
  const bare = (name: string, value: unknown) => (name === 'user_id' || name in people ? undefined : value);
  return { ...row, records: JSON.parse(JSON.stringify(row.records, bare)) };
}

/** Columns without a time zone, which Prisma gives as instants. */
const plain: Record<string, (column: Date | null) => string | null> = {
  due_date: dateText,
  due_time: timeText,
  next_due_date: dateText,
  repeat_from: dateText,
};

/**
 * Everything of one user as the pieces of a JSON text, some hundred rows at a time. Passwords, codes and links are no use
 * to anybody elsewhere and stay out.
 */
export async function* exportOf(database: Database, db: OwnedDb, now: Date): AsyncGenerator<string> {
  yield `{\n"exported_at": ${JSON.stringify(now)},\n"account": ${JSON.stringify(await account(database, db.userId))}`;
  for (const [name, read] of Object.entries(lists)) {
    yield `,\n"${name}": [`;
    yield* rowsOf(db, read);
    yield '\n]';
  }
  const summaries = await db.summary.findMany({ orderBy: { contact_id: 'asc' }, omit: { user_id: true } });
  yield `,\n"summaries": ${JSON.stringify(summaries)}\n}\n`;
}

async function* rowsOf(db: OwnedDb, read: Reader): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const rows = await read(db, after);
    const lines = rows.map((row) => `\n${JSON.stringify(plainly(row))}`).join(',');
    if (lines) yield (after > 0 ? ',' : '') + lines;
    if (rows.length < batch) return;
    after = rows.at(-1)?.id ?? 0;
  }
}

function plainly(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain[name]?.(value) ?? value]));
}

async function account({ prisma }: Database, id: number) {
  const select = {
    username: true,
    email: true,
    date_joined: true,
    last_login: true,
    profile: { omit: { user_id: true } },
  } as const;
  const { profile, ...user } = await prisma.user.findUniqueOrThrow({ where: { id }, select });
  const avatar = profile?.avatar ? Buffer.from(profile.avatar).toString('base64') : '';
  return { ...user, ...profile, avatar };
}
