import { fullName } from '../contacts/contactName.ts';
import { digitsOnly, fold } from '../db/sql/fold.ts';
import { searchWords } from '../db/sql/searchWords.ts';
import { dateText, type Moment } from '../i18n/dates.ts';
import type { Formatters } from '../i18n/format.ts';
import type { TextKey, Translate } from '../i18n/translate.ts';
import { interactionIcons } from '../interactions/interactionIcons.ts';
import { urls } from '../urls.ts';
import { marked, type Piece, snippet } from './highlight.ts';
import type { Found, Hits, PagedKind, SearchPage } from './search.service.ts';
import type { FoundCompany, FoundContact, FoundInteraction, FoundTask } from './searchKinds.ts';

/** One line of an answer, whatever kind it is of. */
interface Hit {
  href: string;
  title: Piece[];
  /** An icon, or the name whose initials are shown. */
  icon?: string;
  avatar?: string;
  isCompany?: boolean;
  /** What tells it from another of the same title. */
  detail: Piece[];
  /** Where in its text the words stand. */
  text?: Piece[];
}

export interface Group {
  kind: keyof Found | 'people';
  title: string;
  hits: Hit[];
  /** The list of all of them, where there is one. */
  all?: { href: string; label: string };
  /** There are more than can be looked through. */
  isCut: boolean;
}

export interface Speaker {
  t: Translate;
  format: Formatters;
  moment: Moment;
}

/** The hits as lines to show, kind by kind; kinds without any are left out. */
export function groupsOf(found: Found, search: string, speaker: Speaker): Group[] {
  const { t } = speaker;
  const words = searchWords(search);
  const group = <Row>(
    kind: keyof Found,
    { rows, total, isComplete }: Hits<Row>,
    hitOf: (row: Row) => Hit,
    list: { href: string; label: TextKey },
  ): Group => {
    const isCut = total > rows.length;
    const count = isComplete ? String(total) : `${total}+`;
    const all = isCut ? { href: list.href, label: t(list.label, { n: count }) } : undefined;
    return { kind, title: t(`search.kind.${kind}`), hits: rows.map(hitOf), isCut: false, ...(all && { all }) };
  };
  const groups = [
    group('contacts', found.contacts, (row) => contactHit(row, words), {
      href: urls.contacts({ search }),
      label: 'search.all.contacts',
    }),
    group('companies', found.companies, (row) => companyHit(row, words), {
      href: urls.companies({ search }),
      label: 'search.all.companies',
    }),
    group('tasks', found.tasks, (row) => taskHit(row, words, speaker), {
      href: urls.search({ search, kind: 'tasks' }),
      label: 'search.all.tasks',
    }),
    group('interactions', found.interactions, (row) => interactionHit(row, words, speaker), {
      href: urls.search({ search, kind: 'interactions' }),
      label: 'search.all.interactions',
    }),
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}

/** A page of the hits of one kind as the only group; none when there are no hits. */
export function tasksGroup(page: SearchPage<'tasks'>, search: string, speaker: Speaker): Group[] {
  const words = searchWords(search);
  const hits = page.rows.map((row) => taskHit(row, words, speaker));
  return onlyGroup('tasks', hits, page, speaker);
}

/** The same of what was said. */
export function interactionsGroup(page: SearchPage<'interactions'>, search: string, speaker: Speaker): Group[] {
  const words = searchWords(search);
  const hits = page.rows.map((row) => interactionHit(row, words, speaker));
  return onlyGroup('interactions', hits, page, speaker);
}

function onlyGroup(kind: PagedKind, hits: Hit[], { more, isComplete }: SearchPage, { t }: Speaker): Group[] {
  return hits.length === 0 ? [] : [{ kind, title: t(`search.kind.${kind}`), hits, isCut: !more && !isComplete }];
}

/** The people dealt with last, as the only group. */
export function peopleGroup(people: FoundContact[], t: Translate): Group[] {
  if (people.length === 0) return [];
  const hits = people.map((person) => contactHit(person, []));
  return [{ kind: 'people', title: t('search.kind.people'), hits, isCut: false }];
}

function contactHit(row: FoundContact, words: string[]): Hit {
  const about = [row.company, row.position].filter(Boolean);
  const reach = [row.email, row.phone].filter((value) => value && (about.length === 0 || isHit(value, words)));
  const detail = [...about, ...reach].join(' · ');
  const name = fullName(row);
  return { href: urls.contact(row.id), title: marked(name, words), avatar: name, detail: marked(detail, words) };
}

function companyHit(row: FoundCompany, words: string[]): Hit {
  const title = marked(row.name, words);
  const detail = marked([row.industry, shortAddress(row.website)].filter(Boolean).join(' · '), words);
  const text = hasHit([...title, ...detail]) ? undefined : snippet(row.address, words);
  return { href: urls.company(row.id), title, avatar: row.name, isCompany: true, detail, ...(text && { text }) };
}

function taskHit(row: FoundTask, words: string[], { t, format, moment }: Speaker): Hit {
  const title = marked(row.title, words);
  const due = dateText(row.due_date);
  const when = row.status === 'done' ? t('tasks.status.done') : due && format.shortDate(due, moment.today);
  const detail = [when, row.contact && fullName(row.contact)].filter(Boolean).join(' · ');
  const text = hasHit(title) ? undefined : snippet(row.description, words);
  const icon = row.status === 'done' ? 'check2-square' : 'square';
  return { href: urls.taskEdit(row.id), title, icon, detail: plain(detail), ...(text && { text }) };
}

function interactionHit(row: FoundInteraction, words: string[], { t, format, moment }: Speaker): Hit {
  const detail = `${t(`interactions.type.${row.interaction_type}`)} · ${format.ago(row.occurred_at, moment.now)}`;
  const href = `${urls.contact(row.contact.id)}#interaction-${row.id}`;
  const text = snippet(row.content, words);
  return {
    href,
    title: plain(fullName(row.contact)),
    icon: interactionIcons[row.interaction_type],
    detail: plain(detail),
    text,
  };
}

/** A phone number is found in any writing. */
function isHit(value: string, words: string[]): boolean {
  const digits = digitsOnly(words.join(''));
  if (digits.length >= 3 && digitsOnly(value).includes(digits.slice(-9))) return true;
  return words.some((word) => fold(value).includes(word));
}

function hasHit(pieces: Piece[]): boolean {
  return pieces.some(({ hit }) => hit);
}

function plain(text: string): Piece[] {
  return text === '' ? [] : [{ text, hit: false }];
}

function shortAddress(website: string): string {
  return website.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
