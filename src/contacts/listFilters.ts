import type { Bind } from '../db/sql/statement.ts';
import { hasTags } from '../tags/hasTags.ts';
import type { ContactQuery, ContactStatus } from './contacts.schema.ts';
import type { NextStep } from './nextStep.ts';

/** The filters of a contact list as SQL; `$1` is the owner. */
export interface ListFilters {
  /** Conditions on the status, and on everything else (next step, tags, star, source, age, import, rhythm). */
  status: string;
  rest: string;
  /** How many contacts have the status, and how many pass all filters. */
  people: string;
  total: string;
}

/** `today` is the user's calendar date. */
export function listFilters(query: ContactQuery, today: string, bind: Bind): ListFilters {
  const { status, next } = query;
  const ofStatus = statusSql(status, next, bind);
  const rest =
    [...(next ? [nextStepSql(next, today, bind)] : []), ...uncountedFilterSql(query, today, bind)].join(' AND ') ||
    'TRUE';
  const storedCount = (column: 'people' | 'unplanned') =>
    `(SELECT coalesce(sum(${column}), 0)::int FROM contact_counts WHERE user_id = $1 AND ${ofStatus})`;
  const counted = `(SELECT count(*)::int FROM contacts WHERE user_id = $1 AND ${ofStatus} AND ${rest})`;
  const total = next === 'none' ? storedCount('unplanned') : next ? counted : storedCount('people');
  return { status: ofStatus, rest, people: storedCount('people'), total: hasUncountedFilters(query) ? counted : total };
}

/** Whether there are filters for which contact_counts keeps no numbers: tags, star, source, age, import, rhythm. */
export function hasUncountedFilters({ tag, starred, source, untouched, imported, touch }: ContactQuery): boolean {
  return (
    tag.length > 0 || [starred, untouched, imported, touch].some((filter) => filter !== undefined) || source !== ''
  );
}

function uncountedFilterSql(
  { tag, starred, source, untouched, imported, touch }: ContactQuery,
  today: string,
  bind: Bind,
): string[] {
  return [
    ...(tag.length > 0 ? [hasTags(tag, bind)] : []),
    ...(starred ? ['is_starred'] : []),
    // The second condition is that of the partial index.
    ...(source ? [`source = ${bind(source)} AND source <> ''`] : []),
    ...(touch ? [owedSql(bind(today))] : []),
    ...(untouched
      ? [untouchedSql(`(${bind(today)}::date - ${bind(Number(untouched))}::int * interval '1 year')`)]
      : []),
    ...(imported ? [importedSql(bind(imported))] : []),
  ];
}

function owedSql(today: string): string {
  return `id IN (SELECT d.contact_id FROM touch_dates d WHERE d.user_id = $1 AND d.due_on <= ${today}::date)`;
}

/** Only contacts that an import added or changed, as far as the history is kept. */
function importedSql(id: string): string {
  return `id IN (SELECT ch.record_id FROM changes ch JOIN imports im ON im.user_id = $1 AND im.act_id = ch.act_id
    WHERE ch.user_id = $1 AND ch.kind = 'contacts' AND im.id = ${id}::int)`;
}

/** Contacts that were neither changed nor contacted since a date, and have no entries or tasks since. */
function untouchedSql(since: string): string {
  return `updated_at < ${since}
    AND id NOT IN (SELECT i.contact_id FROM interactions i WHERE i.user_id = $1 AND i.occurred_at >= ${since})
    AND id NOT IN (SELECT t.contact_id FROM tasks t
      WHERE t.user_id = $1 AND t.contact_id IS NOT NULL AND t.updated_at >= ${since})`;
}

// A former customer needs no plan: as on the dashboard, they are not listed among contacts without a next step.
function statusSql(status: ContactStatus | undefined, next: NextStep | undefined, bind: Bind): string {
  if (status) return `status = ${bind(status)}::"ContactStatus"`;
  return next === 'none' ? "status <> 'churned'" : 'TRUE';
}

const undated = 2_147_483_646;
const noTask = 2_147_483_647;

// SQL equivalent of nextStep().
function nextStepSql(step: NextStep, today: string, bind: Bind): string {
  if (step === 'none') return `next_sort = ${noTask}`;
  const day = `(${bind(today)}::date - DATE '1970-01-01')`;
  if (step === 'late') return `next_sort < ${day}`;
  if (step === 'today') return `next_sort = ${day}`;
  return `next_sort > ${day} AND next_sort <= ${undated}`;
}
