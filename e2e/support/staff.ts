// Creates an administrator as an operator does: by `prisma db seed` while the application runs.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIRequestContext } from '@playwright/test';
import { packageRoot } from '../../src/core/packageRoot.ts';
import { Owner, password, uniqueUsername } from './owner.ts';

const seed = [join(packageRoot, 'node_modules', 'tsx', 'dist', 'cli.mjs'), join(packageRoot, 'prisma', 'seed.ts')];

/** A new administrator, signed in with the cookies of these requests. */
export async function signInStaff(requests: APIRequestContext): Promise<Owner> {
  const name = uniqueUsername();
  const { PATH, E2E_DATA_DIR: DATA_DIR = '', E2E_DATABASE_URL: DATABASE_URL = '' } = process.env;
  const admin = { ADMIN_USERNAME: name, ADMIN_EMAIL: `${name}@example.com`, ADMIN_PASSWORD: password };
  await promisify(execFile)(process.execPath, seed, { env: { PATH, DATA_DIR, DATABASE_URL, ...admin } });
  return Owner.signIn(requests, name);
}

/** One page of each kind in the admin area, with the records of this user opened. */
export async function adminPages(staff: Owner, username: string): Promise<string[]> {
  const list = await staff.read(`/admin/users/?search=${username}`);
  const user = /href="(\/admin\/users\/\d+\/)"/.exec(list)?.[1];
  if (!user) throw new Error(`${username} is not in the list of users`);
  await staff.send('/admin/users/create/', { username: uniqueUsername(), locale: 'pl', password1: password });
  await staff.send(`${user}read/`, { reason: 'Asked on the phone how to import' });
  return [
    '/admin/',
    '/admin/users/',
    '/admin/users/create/',
    user,
    `${user}delete/`,
    `${user}records/contacts/`,
    '/admin/sign-ups/',
    '/admin/log/',
  ];
}
