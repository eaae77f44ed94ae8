// Submits the contact form: each time another contact, from a session of its own, because a flash message is left in
// it.
import { randomBytes } from 'node:crypto';
import type autocannon from 'autocannon';
import type { Client } from 'pg';
import { urls } from '../../src/urls.ts';
import { proxyHeaders } from './product.ts';
import type { RunningServer } from './server.ts';
import { sessionCookie, spareSid, userSid } from './sessions.ts';

/** More than any run submits. */
export const spareSessions = 30_000;
const newEmails = 'new-%@bench.example.com';

type SetUp = (request: autocannon.Request) => autocannon.Request;

/** Returns a function that builds requests. The token comes from the form, its secret from the cookie. */
export async function contactFormRequests(product: RunningServer, userId: number): Promise<SetUp> {
  const { token, cookie } = await openForm(product, userId);
  let count = 0;
  return (request) => {
    const n = count++ % spareSessions;
    const id = randomBytes(16).toString('base64url');
    const fields = {
      _csrf: token,
      form_id: id,
      first_name: 'Nina',
      last_name: `New${id}`,
      email: newEmails.replace('%', id),
    };
    return {
      ...request,
      headers: {
        ...request.headers,
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `${sessionCookie(spareSid(userId, n))}; ${cookie}`,
      },
      body: new URLSearchParams({ ...fields, status: 'lead' }).toString(),
    };
  };
}

async function openForm(product: RunningServer, userId: number): Promise<{ token: string; cookie: string }> {
  const headers = { ...proxyHeaders, cookie: sessionCookie(userSid(userId)) };
  const response = await fetch(product.origin + urls.contactCreate(), { headers });
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await response.text()) ?? [];
  const cookie = response.headers
    .getSetCookie()
    .find((text) => text.startsWith('__Host-csrf='))
    ?.split(';')[0];
  if (!token || !cookie) throw new Error('The form has no token.');
  return { token, cookie };
}

/** Deletes what the forms created, so that the account keeps its size. */
export async function removeNewContacts(client: Client): Promise<void> {
  await client.query('DELETE FROM contacts WHERE email LIKE $1', [newEmails]);
  await client.query('TRUNCATE submissions');
}
