import type { RestorableKind } from '../history/recordKinds.ts';

interface AccountKind {
  /** What the database works out by itself; it is not in the file. */
  derived?: readonly string[];
  /** The columns by which the rows are read. */
  order?: readonly string[];
  /** Columns that lead to records of another list. The records of the history have theirs in linksOf. */
  links?: Readonly<Record<string, string>>;
  /** The same, of records that need not be there any more. */
  mentions?: Readonly<Record<string, string>>;
  /** Columns that mention records of the list that the column `kind` names. */
  mentionsOfKind?: readonly string[];
  /** In the file to be read, but not loaded into another account. */
  isOnlyRead?: true;
}

/**
 * The tables that are in the file of an account, each a list of records. Parents come before what belongs to them. A new
 * table of an account is added here, with its columns in records.schema.ts, or to `leftOut`.
 */
const kinds = {
  tags: {},
  companies: { derived: ['search_text'] },
  contacts: {
    derived: [
      ...['search_text', 'sort_name', 'phone_digits', 'last_contact_at', 'last_contact_type'],
      ...['open_tasks', 'next_due_date', 'next_sort'],
    ],
  },
  interactions: { derived: ['search_text'] },
  tasks: { derived: ['search_text'] },
  summaries: { order: ['contact_id'] },
  acts: { derived: ['steps', 'progress'] },
  changes: { order: ['act_id', 'id'] },
  merges: { mentions: { act_id: 'acts' }, mentionsOfKind: ['gone_id', 'kept_id'] },
  saved_views: {},
  mail_templates: {},
  different_records: { mentionsOfKind: ['one_id', 'other_id'] },
  erasures: {},
  /** They wait to be checked, from a mailbox that belongs to this installation. */
  waiting_mails: { isOnlyRead: true },
  ai_calls: { isOnlyRead: true },
} satisfies Record<string, AccountKind>;

export type FileKind = keyof typeof kinds;
export type LoadedKind = Exclude<FileKind, 'waiting_mails' | 'ai_calls'>;

export const fileKinds = Object.keys(kinds) as FileKind[];
export const loadedKinds = fileKinds.filter((kind) => !detailsOf(kind).isOnlyRead) as LoadedKind[];
/** What a person would count. */
export const countedKinds = ['contacts', 'companies', 'interactions', 'tasks', 'tags', 'saved_views', 'acts'] as const;

/** What else belongs to an account, and why it is not in the file. */
export const leftOut: Record<string, string> = {
  profiles: 'in profile.json, for people to read',
  mail_preferences: 'in profile.json, for people to read',
  sent_mails: 'an entry once it is sent',
  morning_mails: 'on which days a mail was sent',
  duplicate_pairs: 'found anew',
  duplicate_searches: 'found anew',
  passkeys: 'a secret',
  session: 'a secret',
  calendar_feeds: 'a secret',
  two_factors: 'a secret',
  recovery_codes: 'a secret',
  email_changes: 'a secret',
  password_resets: 'a secret',
  contact_counts: 'follows from the contacts',
  touch_dates: 'follows from the contacts',
  submissions: 'of the last hour only',
  imports: 'the files of others, on their way in',
  import_rows: 'the files of others, on their way in',
  account_loads: 'the files of others, on their way in',
  account_load_rows: 'the files of others, on their way in',
};

export function detailsOf(kind: FileKind): AccountKind {
  return kinds[kind];
}

export function keyOf(kind: FileKind): 'id' | 'contact_id' {
  return kind === 'summaries' ? 'contact_id' : 'id';
}

export function orderOf(kind: FileKind): readonly string[] {
  return detailsOf(kind).order ?? ['id'];
}

/** A summary is known by the id of its contact. */
export function idKind(kind: RestorableKind | LoadedKind): LoadedKind {
  return kind === 'summaries' ? 'contacts' : kind;
}

export const fileOf = (kind: string): string => `data/${kind}.jsonl`;
