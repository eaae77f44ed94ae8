// The form that is sent: each time another person, from a session of its own, since a message is left in it.
import { randomBytes } from 'node:crypto';
import type autocannon from 'autocannon';
import type { Client } from 'pg';
import { urls } from '../../src/urls.ts';
import { behindProxy } from './product.ts';
import type { Running } from './running.ts';
import { cookieOf, sidOf, spareSid } from './signedIn.ts';

/** More than any run sends. */
export const spareSessions = 30_000;
const newEmails = 'new-%@bench.example.com';

type SetUp = (request: autocannon.Request) => autocannon.Request;

/** Makes a request for each turn; the token is one from the form, with its secret in the cookie. */
export async function contactForm(product: Running, userId: number): Promise<SetUp> {
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
        cookie: `${cookieOf(spareSid(n))}; ${cookie}`,
      },
      body: new URLSearchParams({ ...fields, status: 'lead' }).toString(),
    };
  };
}

async function openForm(product: Running, userId: number): Promise<{ token: string; cookie: string }> {
  const headers = { ...behindProxy, cookie: cookieOf(sidOf(userId)) };
  const response = await fetch(product.origin + urls.contactCreate(), { headers });
  const [, token] = /name="_csrf" value="([^"]+)"/.exec(await response.text()) ?? [];
  const cookie = response.headers
    .getSetCookie()
    .find((text) => text.startsWith('__Host-csrf='))
    ?.split(';')[0];
  if (!token || !cookie) throw new Error('The form has no token.');
  return { token, cookie };
}

/** What the forms made goes: the account is as large as before. */
export async function removeNewContacts(client: Client): Promise<void> {
  await client.query('DELETE FROM contacts WHERE email LIKE $1', [newEmails]);
  await client.query('TRUNCATE submissions');
}
