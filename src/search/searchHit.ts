import { taxIdText } from '../companies/taxId.ts';
import { fullName, saysName } from '../contacts/contactName.ts';
import type { ContactPoint } from '../contacts/contactPoints.ts';
import { digitsOnly, fold } from '../db/sql/fold.ts';
import { dateText, type Moment } from '../i18n/dates.ts';
import type { Formatters } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import { interactionIcons } from '../interactions/interactionIcons.ts';
import type { NamedTag } from '../tags/tags.service.ts';
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
  /** Distinguishes hits with the same title. */
  detail: Piece[];
  /** The part of a long text in which the words are. */
  text?: Piece[];
  /** Matching tags come first. */
  tags?: NamedTag[];
}

export interface HitContext {
  t: Translate;
  format: Formatters;
  moment: Moment;
}

/** `digits`: the digits of the search, with which numbers match in any format. */
export function contactHit(row: FoundContact, words: string[], digits = ''): SearchHit {
  const about = [row.company, row.position].filter(Boolean);
  const reach = [row.email, row.phone].filter((value) => value && about.length === 0);
  const points = [row.email, row.phone, ...row.more_emails.map(toValue), ...row.more_phones.map(toValue)];
  const matching = points.filter((value) => value && isMatch(value, words, digits));
  const detail = highlight([...about, ...new Set([...reach, ...matching])].join(' · '), words);
  const name = fullName(row);
  const title = highlight(name, words);
  const text = isShown([...title, ...detail], matching) ? undefined : snippetWithHit(row.about, words);
  return {
    href: urls.contact(row.id),
    title,
    avatar: name,
    detail,
    tags: sortedTags(row.tags, words),
    ...(text && { text }),
  };
}

export function companyHit(row: FoundCompany, words: string[], digits: string): SearchHit {
  const title = highlight(row.name, words);
  const about = [row.industry, hostAndPath(row.website)].filter(Boolean);
  const matching = [row.phone, row.email, taxIdText(row.tax_id)].filter(
    (value) => value && isMatch(value, words, digits),
  );
  const detail = highlight([...about, ...matching].join(' · '), words);
  const text = isShown([...title, ...detail], matching) ? undefined : snippetWithHit(row.about, words);
  const tags = sortedTags(row.tags, words);
  return { href: urls.company(row.id), title, avatar: row.name, isCompany: true, detail, tags, ...(text && { text }) };
}

function sortedTags(tags: NamedTag[], words: string[]): NamedTag[] {
  const isHit = ({ name }: NamedTag) => words.some((word) => `#${fold(name)}`.includes(word));
  return [...tags.filter(isHit), ...tags.filter((tag) => !isHit(tag))];
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

const minNumberDigits = 7;

/** Groups of digits of a long number do not match by themselves. */
function isMatch(value: string, words: string[], digits: string): boolean {
  if (digits.length >= 3 && digitsOnly(value).includes(digits.slice(-9))) return true;
  const texts = digits.length < minNumberDigits ? words : words.filter((word) => /\p{L}/u.test(word));
  return texts.some((word) => fold(value).includes(word));
}

/** Whether the words are seen without a part of a long text. A number is found by its digits and not highlighted. */
function isShown(pieces: Piece[], matching: string[]): boolean {
  return matching.length > 0 || hasHit(pieces);
}

function snippetWithHit(text: string, words: string[]): Piece[] | undefined {
  const pieces = snippet(text, words);
  return hasHit(pieces) ? pieces : undefined;
}

function toValue({ value }: ContactPoint): string {
  return value;
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
