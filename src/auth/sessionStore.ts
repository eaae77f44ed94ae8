import connectPgSimple from 'connect-pg-simple';
import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type pg from 'pg';
import { type DueCounts, dueCountsSql } from '../db/sql/dueTasks.ts';
import { prepared } from '../db/sql/statement.ts';
import { type SessionUser, userColumns } from '../users/sessionUser.ts';

const PgStore = connectPgSimple(session);
const pruneEverySeconds = 3600;

interface SessionAccount {
  user: SessionUser;
  due: DueCounts;
}

const accountsByRequest = new WeakMap<object, SessionAccount>();

/** The account that was read with the session of this request; undefined for guests and during the sign-in itself. */
export function sessionAccount(req: Request): SessionAccount | undefined {
  return accountsByRequest.get(req);
}

type Row = { sess: SessionData } & Omit<SessionUser, 'id'> & Omit<DueCounts, 'asked'> & { id: number | null };

const selectSession = `
  SELECT s.sess, ${userColumns}, ${dueCountsSql('u.id', '$2')}
  FROM session s
  LEFT JOIN users u ON u.id = (s.sess #>> '{passport,user,id}')::int AND u.is_active
  LEFT JOIN profiles p ON p.user_id = u.id
  WHERE s.sid = $1 AND s.expire >= to_timestamp($3)`;

/**
 * Sessions in PostgreSQL, read together with the user, the profile and the due tasks in one statement. Reading a page does not
 * write: instead of touching the session at every request, http/session.ts saves it once a day.
 */
export class UserSessionStore extends PgStore {
  private readonly pool: pg.Pool;
  private readonly clock: () => Date;

  constructor(pool: pg.Pool, clock: () => Date) {
    super({ pool: withPreparedQueries(pool), pruneSessionInterval: pruneEverySeconds, errorLog: () => {} });
    this.pool = pool;
    this.clock = clock;
    // With `touch`, express-session would hash the session again at every response.
    Object.assign(this, { touch: undefined });
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    const asked = this.clock().toISOString().slice(0, 10);
    this.pool.query<Row>(prepared(selectSession, [sid, asked, Date.now() / 1000])).then(
      ({ rows: [row] }) => done(null, row ? withAccount(row, asked) : null),
      (error) => done(error),
    );
  }

  override createSession(req: Request, data: SessionData): session.Session & SessionData {
    const account = accountsBySession.get(data);
    if (account) accountsByRequest.set(req, account);
    return super.createSession(req, data);
  }
}

function withPreparedQueries(pool: pg.Pool): pg.Pool {
  const query = (text: string, values: unknown[] = []) => pool.query(prepared(text, values));
  return { query } as pg.Pool;
}

const accountsBySession = new WeakMap<SessionData, SessionAccount>();

function withAccount({ sess, due_before, due_on, due_after, id, ...user }: Row, asked: string): SessionData {
  const due = { asked, due_before, due_on, due_after };
  if (id !== null) accountsBySession.set(sess, { user: { id, ...user }, due });
  return sess;
}
