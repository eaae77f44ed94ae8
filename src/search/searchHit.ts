import { fullName, saysName } from '../contacts/contactName.ts';
import { digitsOnly, fold } from '../db/sql/fold.ts';
import { dateText, type Moment } from '../i18n/dates.ts';
import type { Formatters } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { interactionIcons } from '../interactions/interactionIcons.ts';
import { urls } from '../urls.ts';
import { highlight, type Piece, snippet } from './highlight.ts';
import type { FoundCompany, FoundContact, FoundInteraction, FoundTask } from './searchKinds.ts';

/** A line of the results, of whatever kind. */
export interface SearchHit {
  href: string;
  title: Piece[];
  /** An icon, or the name whose initials are shown. */
  icon?: string;
  avatar?: string;
  isCompany?: boolean;
  /** Tells it from others with the same title. */
  detail: Piece[];
  /** The part of a long text in which the words are. */
  text?: Piece[];
}

export interface HitContext {
  t: Translate;
  format: Formatters;
  moment: Moment;
}

export function contactHit(row: FoundContact, words: string[]): SearchHit {
  const about = [row.company, row.position].filter(Boolean);
  const reach = [row.email, row.phone].filter((value) => value && (about.length === 0 || isMatch(value, words)));
  const detail = [...about, ...reach].join(' · ');
  const name = fullName(row);
  return { href: urls.contact(row.id), title: highlight(name, words), avatar: name, detail: highlight(detail, words) };
}

export function companyHit(row: FoundCompany, words: string[]): SearchHit {
  const title = highlight(row.name, words);
  const detail = highlight([row.industry, hostAndPath(row.website)].filter(Boolean).join(' · '), words);
  const text = hasHit([...title, ...detail]) ? undefined : snippet(row.address, words);
  return { href: urls.company(row.id), title, avatar: row.name, isCompany: true, detail, ...(text && { text }) };
}

export function taskHit(row: FoundTask, words: string[], { t, format, moment }: HitContext): SearchHit {
  const title = highlight(row.title, words);
  const due = dateText(row.due_date);
  const when = row.status === 'done' ? t('tasks.status.done') : due && format.shortDate(due, moment.today);
  const detail = [when, row.contact && !saysName(row.title, row.contact) && fullName(row.contact)]
    .filter(Boolean)
    .join(' · ');
  const text = hasHit(title) ? undefined : snippet(row.description, words);
  const icon = row.status === 'done' ? 'check2-square' : 'square';
  return { href: urls.taskEdit(row.id), title, icon, detail: plain(detail), ...(text && { text }) };
}

export function interactionHit(row: FoundInteraction, words: string[], { t, format, moment }: HitContext): SearchHit {
  const detail = `${t(`interactions.type.${row.interaction_type}`)} · ${format.ago(row.occurred_at, moment.now)}`;
  return {
    href: `${urls.contact(row.contact.id)}#interaction-${row.id}`,
    title: plain(fullName(row.contact)),
    icon: interactionIcons[row.interaction_type],
    detail: plain(detail),
    text: snippet(row.content, words),
  };
}

/** A phone number matches by its digits, however it is written. */
function isMatch(value: string, words: string[]): boolean {
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

function hostAndPath(website: string): string {
  return website.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
}
