import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type pg from 'pg';
import { type DueAround, dueAroundSql } from '../db/sql/dueTasks.ts';
import { prepared } from '../db/sql/statement.ts';
import { type SessionUser, userColumns } from '../users/sessionUser.ts';

const PgStore = connectPgSimple(session);
const pruneEverySeconds = 3600;

/** Whose session it is, as read together with it. */
interface Account {
  user: SessionUser;
  due: DueAround;
}

const accounts = new WeakMap<object, Account>();

/** The account that came with the session of this request; undefined when nobody is signed in, or only since just now. */
export function accountOf(req: Request): Account | undefined {
  return accounts.get(req);
}

type Row = { sess: SessionData } & Omit<SessionUser, 'id'> & Omit<DueAround, 'asked'> & { id: number | null };

// `sess` is JSON of express-session: the user in it is what `signIn` put there.
const text = `
  SELECT s.sess, ${userColumns}, ${dueAroundSql('u.id', '$2')}
  FROM session s
  LEFT JOIN users u ON u.id = (s.sess #>> '{passport,user,id}')::int AND u.is_active
  LEFT JOIN profiles p ON p.user_id = u.id
  WHERE s.sid = $1 AND s.expire >= to_timestamp($3)`;

/**
 * Sessions in PostgreSQL, read with their user, the profile and what is due: one statement for what every page needs.
 * Reading a page does not write: instead of a touch at every request, `prolong` saves once a day.
 */
export class AccountSessions extends PgStore {
  private readonly pool: pg.Pool;
  private readonly clock: () => Date;

  constructor(pool: pg.Pool, clock: () => Date) {
    super({ pool: preparing(pool), pruneSessionInterval: pruneEverySeconds, errorLog: () => {} });
    this.pool = pool;
    this.clock = clock;
    // A store that can touch is asked at each answer, for which express-session hashes the session once more.
    Object.assign(this, { touch: undefined });
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    const asked = this.clock().toISOString().slice(0, 10);
    this.pool.query<Row>(prepared(text, [sid, asked, Date.now() / 1000])).then(
      ({ rows: [row] }) => done(null, row ? withAccount(row, asked) : null),
      (error) => done(error),
    );
  }

  override createSession(req: Request, data: SessionData): session.Session & SessionData {
    const account = read.get(data);
    if (account) accounts.set(req, account);
    return super.createSession(req, data);
  }
}

// What the store asks is always the same few texts.
function preparing(pool: pg.Pool): pg.Pool {
  const query = (text: string, values: unknown[] = []) => pool.query(prepared(text, values));
  return { query } as pg.Pool;
}

const read = new WeakMap<SessionData, Account>();

function withAccount({ sess, due_before, due_on, due_after, id, ...user }: Row, asked: string): SessionData {
  const due = { asked, due_before, due_on, due_after };
  if (id !== null) read.set(sess, { user: { id, ...user }, due });
  return sess;
}
