import type { Database } from '../db/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { dateText, timeText } from '../i18n/dates.ts';

export const batchSize = 500;

interface Row {
  id: number;
}
type BatchReader = (db: OwnedDb, after: number) => Promise<Row[]>;

export const pageAfter = (after: number) =>
  ({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: batchSize }) as const;
const internalColumns = { search_text: true, user_id: true } as const;
const internalContactColumns = { ...internalColumns, sort_name: true, phone_digits: true, next_sort: true } as const;

/** By the name of the list in the file. */
const batchReaders: Record<string, BatchReader> = {
  tags: (db, after) => db.tag.findMany({ ...pageAfter(after), omit: { user_id: true } }),
  companies: (db, after) => db.company.findMany({ ...pageAfter(after), omit: internalColumns }),
  contacts: (db, after) => db.contact.findMany({ ...pageAfter(after), omit: internalContactColumns }),
  interactions: (db, after) => db.interaction.findMany({ ...pageAfter(after), omit: internalColumns }),
  tasks: (db, after) => db.task.findMany({ ...pageAfter(after), omit: internalColumns }),
  saved_views: (db, after) =>
    db.read(
      `SELECT id, kind, name, query FROM saved_views WHERE user_id = $1 AND id > :after ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  waiting_mails: (db, after) =>
    db.read(
      `SELECT id, direction, name, email, subject, content, occurred_at, created_at FROM waiting_mails
       WHERE user_id = $1 AND id > :after ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  mail_preferences: (db, after) =>
    db.read(`SELECT 1 AS id, sender_name, addresses FROM mail_preferences WHERE user_id = $1 AND :after::int = 0`, {
      after,
    }),
  mail_templates: (db, after) =>
    db.read(
      `SELECT id, name, subject, body FROM mail_templates WHERE user_id = $1 AND id > :after AND deleted_at IS NULL
       ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  merges: (db, after) =>
    db.read(
      `SELECT id, kind, gone_id, kept_id, at FROM merges WHERE user_id = $1 AND id > :after ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  different_records: (db, after) =>
    db.read(
      `SELECT id, kind, one_id, other_id, at FROM different_records WHERE user_id = $1 AND id > :after
       ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  erasures: (db, after) =>
    db.read(`SELECT id, at FROM erasures WHERE user_id = $1 AND id > :after ORDER BY id LIMIT ${batchSize}`, { after }),
  acts: (db, after) =>
    db.read(
      `SELECT id, at, actor_id, cause, undoes FROM acts WHERE user_id = $1 AND id > :after::bigint
       ORDER BY id LIMIT ${batchSize}`,
      { after },
    ),
  changes: async (db, after) => (await readChanges(db, after)).map(stripInternal),
  ai_calls: (db, after) => db.aiCall.findMany({ ...pageAfter(after), omit: { user_id: true } }),
};

type ChangeRow = Row & { old: unknown };

function readChanges(db: OwnedDb, after: number): Promise<ChangeRow[]> {
  return db.read(
    `SELECT id, act_id, kind, record_id, operation, field, old, new, undone_by FROM changes
     WHERE user_id = $1 AND id > :after::bigint ORDER BY id LIMIT ${batchSize}`,
    { after },
  );
}

/** A deleted record without the columns that the database derives. */
function stripInternal(row: ChangeRow): ChangeRow {
  const withoutInternal = (name: string, value: unknown) =>
    name === 'user_id' || name in internalContactColumns ? undefined : value;
  return { ...row, old: JSON.parse(JSON.stringify(row.old ?? null, withoutInternal)) };
}

/** Dates and times of day, which Prisma returns as instants. */
const dateFormatters: Record<string, (column: Date | null) => string | null> = {
  due_date: dateText,
  due_time: timeText,
  next_due_date: dateText,
  touch_snoozed_until: dateText,
  touch_due_on: dateText,
  repeat_from: dateText,
};

/** Yields the account as pieces of a JSON text, read in batches; without passwords, codes and links. */
export async function* exportAccount(database: Database, db: OwnedDb, now: Date): AsyncGenerator<string> {
  yield `{\n"exported_at": ${JSON.stringify(now)},\n"account": ${JSON.stringify(await exportAccountFields(database, db.userId))}`;
  for (const [name, read] of Object.entries(batchReaders)) {
    yield `,\n"${name}": [`;
    yield* exportRows(db, read);
    yield '\n]';
  }
  const summaries = await db.summary.findMany({ orderBy: { contact_id: 'asc' }, omit: { user_id: true } });
  yield `,\n"summaries": ${JSON.stringify(summaries)}\n}\n`;
}

async function* exportRows(db: OwnedDb, read: BatchReader): AsyncGenerator<string> {
  let after = 0;
  for (;;) {
    const rows = await read(db, after);
    const lines = rows.map((row) => `\n${JSON.stringify(formatDates(row))}`).join(',');
    if (lines) yield (after > 0 ? ',' : '') + lines;
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.id ?? 0;
  }
}

function formatDates(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, dateFormatters[name]?.(value) ?? value]));
}

async function exportAccountFields({ prisma }: Database, id: number) {
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
