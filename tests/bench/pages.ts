import type { Query } from '../../src/core/paths.ts';
import { pageSize } from '../../src/db/paginate.ts';
import { urls } from '../../src/urls.ts';
import type { Account } from './load.ts';
import { commonName, phoneNumber, rareName, unknownName } from './people.ts';

export interface BenchPage {
  name: string;
  path(account: Account): string;
  signedIn: boolean;
  /** Also measured with 1,000 contacts. */
  small?: boolean;
  headers?: Record<string, string>;
  /** No page, but a file that every page loads. */
  isFile?: boolean;
  /** The form is submitted. */
  creates?: boolean;
}

const lastPage = ({ contacts }: Account) => Math.ceil(contacts / pageSize);
const middlePage = (account: Account) => Math.floor(lastPage(account) / 2);

const usual = (name: string, path: BenchPage['path'], more: Partial<BenchPage> = {}): BenchPage => ({
  ...{ name, path, signedIn: true },
  ...more,
});
const list = (name: string, query: (account: Account) => Query, more: Partial<BenchPage> = {}) =>
  usual(name, (account) => urls.contacts(query(account)), more);
const search = (name: string, text: string) => usual(name, () => urls.contacts({ search: text }));
const everywhere = (name: string, text: string, headers: Record<string, string> = {}) =>
  usual(name, () => urls.search({ search: text }), { headers });

const palette = { 'x-fragment': 'palette' };

/** The measured pages; `asset` is the address of the largest asset. */
export function benchPages(asset: string): BenchPage[] {
  return [
    list('list', () => ({}), { small: true }),
    list('list-middle', (account) => ({ page: middlePage(account) })),
    list('list-last', (account) => ({ page: lastPage(account) })),
    ...(['lead', 'prospect', 'customer', 'churned'] as const).map((status) =>
      list(`list-${status}`, () => ({ status })),
    ),
    ...(['next', 'name', 'status'] as const).map((sort) => list(`list-by-${sort}`, () => ({ sort }))),
    list('list-by-name-last', (account) => ({ sort: 'name', page: lastPage(account) })),
    search('search-rare', rareName),
    search('search-common', commonName.toLowerCase()),
    search('search-none', unknownName),
    search('search-accents', 'wisniewski'),
    search('search-phone', phoneNumber(17).slice(4)),
    everywhere('quick-rare', rareName),
    everywhere('quick-common', commonName),
    everywhere('quick-none', unknownName),
    everywhere('palette-rare', rareName, palette),
    everywhere('palette-common', commonName, palette),
    usual('contact-1', ({ contactOfOne }) => urls.contact(contactOfOne), { small: true }),
    usual('contact-1000', ({ contactOfMany }) => urls.contact(contactOfMany), { small: true }),
    usual('companies', () => urls.companies()),
    usual('company-1', ({ companyOfOne }) => urls.company(companyOfOne)),
    usual('company-5000', ({ companyOfMany }) => urls.company(companyOfMany)),
    usual('tasks', () => urls.tasks()),
    usual('dashboard', () => urls.dashboard(), { small: true }),
    usual('form', () => urls.contactCreate()),
    usual('create', () => urls.contactCreate(), { creates: true }),
    usual('login', () => urls.login(), { signedIn: false }),
    usual('asset', () => asset, { signedIn: false, isFile: true }),
  ];
}

/** The pages whose names begin with one of the prefixes; all without a prefix. */
export function selectPages(pages: BenchPage[], only: string[]): BenchPage[] {
  return only.length === 0 ? pages : pages.filter(({ name }) => only.some((start) => name.startsWith(start)));
}
