import type { Request } from 'express';
import session, { type SessionData } from 'express-session';
import type pg from 'pg';
import { type DueCounts, dueCountsSql } from '../db/sql/dueTasks.ts';
import { prepared } from '../db/sql/statement.ts';
import { unlessReadOnly } from '../db/unlessReadOnly.ts';
import { ownerInId } from '../http/sessionId.ts';
import { type SessionUser, userColumns } from '../users/sessionUser.ts';

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
type Done = (error?: unknown) => void;

const selectSession = `
  SELECT s.sess, ${userColumns}, ${dueCountsSql('$1', '$3')}
  FROM session s
  LEFT JOIN users u ON u.id = s.user_id AND u.is_active
  LEFT JOIN profiles p ON p.user_id = $1
  WHERE s.user_id = $1 AND s.sid = $2 AND s.expire >= to_timestamp($4)`;

const insertSession = `
  INSERT INTO session (user_id, sid, sess, expire) VALUES ($1, $2, $3, $4)
  ON CONFLICT (user_id, sid) DO UPDATE SET sess = excluded.sess, expire = excluded.expire`;

const shortenSession = `UPDATE session SET expire = $3 WHERE user_id = $1 AND sid = $2 AND expire > $4`;

/** For requests that were sent together with the one that moves a session. */
const shortenedMs = 60_000;

/**
 * Sessions in PostgreSQL, read together with the user, the profile and the due tasks in one statement, which asks for
 * one owner. Reading a page does not write: instead of touching the session at every request, http/session.ts saves it
 * once a day.
 */
export class UserSessionStore extends session.Store {
  private readonly pool: pg.Pool;
  private readonly clock: () => Date;

  constructor(pool: pg.Pool, clock: () => Date) {
    super();
    this.pool = pool;
    this.clock = clock;
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.read(sid).then((found) => done(null, found), done);
  }

  override set(sid: string, data: SessionData, done: Done = () => {}): void {
    const owner = ownerInId(sid) ?? data.passport?.user?.id ?? 0;
    const expires = new Date(data.cookie.expires ?? Date.now() + shortenedMs);
    this.query(insertSession, [owner, sid, data, expires]).then(() => done(), done);
  }

  override destroy(sid: string, done: Done = () => {}): void {
    const owner = ownerInId(sid);
    const deleted =
      owner === undefined
        ? this.query('DELETE FROM session WHERE sid = $1', [sid])
        : this.query('DELETE FROM session WHERE user_id = $1 AND sid = $2', [owner, sid]);
    deleted.then(() => done(), done);
  }

  override createSession(req: Request, data: SessionData): session.Session & SessionData {
    const account = accountsBySession.get(data);
    if (account) accountsByRequest.set(req, account);
    return super.createSession(req, data);
  }

  /** Lets a session expire soon, because its data has moved to another id; false if another request did so first. */
  async retire(owner: number, sid: string): Promise<boolean> {
    const [soon, later] = [shortenedMs, 2 * shortenedMs].map((ms) => new Date(Date.now() + ms));
    const retired = await unlessReadOnly(() => this.query(shortenSession, [owner, sid, soon, later]));
    return retired?.rowCount === 1;
  }

  private async read(sid: string): Promise<SessionData | null> {
    const asked = this.clock().toISOString().slice(0, 10);
    const owner = ownerInId(sid) ?? (await this.findOwner(sid));
    const { rows } = await this.query<Row>(selectSession, [owner, sid, asked, Date.now() / 1000]);
    return rows[0] ? withAccount(rows[0], asked) : null;
  }

  private async findOwner(sid: string): Promise<number> {
    const { rows } = await this.query<{ user_id: number }>('SELECT user_id FROM session WHERE sid = $1', [sid]);
    return rows[0]?.user_id ?? 0;
  }

  private query<Found extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<pg.QueryResult<Found>> {
    return this.pool.query<Found>(prepared(text, values));
  }
}

const accountsBySession = new WeakMap<SessionData, SessionAccount>();

function withAccount({ sess, due_before, due_on, due_after, id, ...user }: Row, asked: string): SessionData {
  const due = { asked, due_before, due_on, due_after };
  if (id !== null) accountsBySession.set(sess, { user: { id, ...user }, due });
  return sess;
}
