import { digitsOnly } from '../db/sql/fold.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { wordForms } from '../db/sql/similarCondition.ts';
import type { TextKey, Translate } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import type { Found, Hits, PagedKind, SearchPage } from './search.service.ts';
import { companyHit, contactHit, type HitContext, interactionHit, type SearchHit, taskHit } from './searchHit.ts';
import type { FoundContact } from './searchKinds.ts';
import type { Similar } from './similar.service.ts';

export interface SearchGroup {
  kind: keyof Found | 'people';
  title: string;
  hits: SearchHit[];
  /** The list of all hits of the kind, when there are more. */
  all?: { href: string; label: string };
  /** There may be hits beyond the searched rows. */
  isTruncated: boolean;
}

export function groupHits(found: Found, search: string, context: HitContext): SearchGroup[] {
  const { t } = context;
  const [words, digits] = [searchWords(search), digitsOnly(search)];
  const group = <Row>(
    kind: keyof Found,
    { rows, total, isComplete }: Hits<Row>,
    toHit: (row: Row) => SearchHit,
    list: { href: string; label: TextKey },
  ): SearchGroup => {
    const count = isComplete ? String(total) : `${total}+`;
    const all = total > rows.length ? { href: list.href, label: t(list.label, { n: count }) } : undefined;
    return { kind, title: t(`search.kind.${kind}`), hits: rows.map(toHit), isTruncated: false, ...(all && { all }) };
  };
  const groups = [
    group('contacts', found.contacts, (row) => contactHit(row, words, digits), {
      href: urls.contacts({ search }),
      label: 'search.all.contacts',
    }),
    group('companies', found.companies, (row) => companyHit(row, words, digits), {
      href: urls.companies({ search }),
      label: 'search.all.companies',
    }),
    group('tasks', found.tasks, (row) => taskHit(row, words, context), {
      href: urls.search({ search, kind: 'tasks' }),
      label: 'search.all.tasks',
    }),
    group('interactions', found.interactions, (row) => interactionHit(row, words, context), {
      href: urls.search({ search, kind: 'interactions' }),
      label: 'search.all.interactions',
    }),
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}

/** The hits of all kinds that resemble the search, at most `max` of each. */
export function toSimilarHits(similar: Similar, search: string, max: number, context: HitContext): SearchHit[] {
  const [words, digits] = [wordForms(search), digitsOnly(search)];
  return [
    ...similar.contacts.slice(0, max).map((row) => contactHit(row, words, digits)),
    ...similar.companies.slice(0, max).map((row) => companyHit(row, words, digits)),
    ...similar.tasks.slice(0, max).map((row) => taskHit(row, words, context)),
    ...similar.interactions.slice(0, max).map((row) => interactionHit(row, words, context)),
  ];
}

export function tasksGroup(page: SearchPage<'tasks'>, search: string, context: HitContext): SearchGroup[] {
  const words = searchWords(search);
  const hits = page.rows.map((row) => taskHit(row, words, context));
  return onlyGroup('tasks', hits, page, context);
}

export function interactionsGroup(
  page: SearchPage<'interactions'>,
  search: string,
  context: HitContext,
): SearchGroup[] {
  const words = searchWords(search);
  const hits = page.rows.map((row) => interactionHit(row, words, context));
  return onlyGroup('interactions', hits, page, context);
}

function onlyGroup(
  kind: PagedKind,
  hits: SearchHit[],
  { more, isComplete }: SearchPage,
  { t }: HitContext,
): SearchGroup[] {
  if (hits.length === 0) return [];
  return [{ kind, title: t(`search.kind.${kind}`), hits, isTruncated: !more && !isComplete }];
}

/** The recent people, shown while the search is empty. */
export function peopleGroup(people: FoundContact[], t: Translate): SearchGroup[] {
  if (people.length === 0) return [];
  const hits = people.map((person) => contactHit(person, []));
  return [{ kind: 'people', title: t('search.kind.people'), hits, isTruncated: false }];
}
