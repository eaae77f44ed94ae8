import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type pg from 'pg';
import { createSql } from './bestSql.ts';
import { parseSid } from './sessions.ts';

const fields = ['first_name', 'last_name', 'email', 'phone', 'position', 'status', 'notes'] as const;

/** Creates a contact by one statement, unless its email exists or the form was sent before. */
export async function createContact(pool: pg.Pool, req: IncomingMessage, res: ServerResponse, session: unknown[][]) {
  const body = new URLSearchParams(await text(req));
  const hash = createHash('sha256').update(body.toString()).digest('base64url');
  const sid = parseSid(req.headers.cookie);
  const userId = userOf(session);
  const values = [userId, sid, hash, ...fields.map((name) => body.get(name) ?? '')];
  const { rows } = await pool.query({ name: 'create', text: createSql, values, rowMode: 'array' });
  if (!rows[0]) return void res.writeHead(422).end();
  res.writeHead(303, { location: `/contacts/${rows[0][0]}/`, 'content-length': 0 }).end();
}

function userOf(session: unknown[][]): number {
  const found = session[0]?.find((value) => typeof value === 'object' && value !== null && 'passport' in value);
  return (found as { passport: { user: { id: number } } }).passport.user.id;
}
