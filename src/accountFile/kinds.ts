import type { RestorableKind } from '../history/recordKinds.ts';

interface AccountKind {
  /** Columns that the database derives; they are not in the file. */
  derived?: readonly string[];
  /** The columns by which the rows are sorted. */
  order?: readonly string[];
  /** Foreign keys: columns that link to a record of another list. Those of the kinds in the history are in linksOf. */
  links?: Readonly<Record<string, string>>;
  /** Columns that refer to a record which may have been deleted. */
  mentions?: Readonly<Record<string, string>>;
  /** Columns that refer to a record of the list named in the column `kind`. */
  mentionsOfKind?: readonly string[];
  /** The list is in the file for people to read; it is not loaded into another account. */
  isOnlyRead?: true;
}

/**
 * The tables in the file of an account, each as a list of records. Parents come before their children. Add a new table
 * of an account here, with its columns in records.schema.ts, or to `leftOut`.
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
  /** These mails wait for review, and come from a mailbox of this installation. */
  waiting_mails: { isOnlyRead: true },
  ai_calls: { isOnlyRead: true },
} satisfies Record<string, AccountKind>;

export type FileKind = keyof typeof kinds;
export type LoadedKind = Exclude<FileKind, 'waiting_mails' | 'ai_calls'>;

export const fileKinds = Object.keys(kinds) as FileKind[];
export const loadedKinds = fileKinds.filter((kind) => !kindDetails(kind).isOnlyRead) as LoadedKind[];
/** The kinds whose numbers are shown to people. */
export const countedKinds = ['contacts', 'companies', 'interactions', 'tasks', 'tags', 'saved_views', 'acts'] as const;

/** The other tables of an account, and why they are not in the file. */
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

export function kindDetails(kind: FileKind): AccountKind {
  return kinds[kind];
}

export function keyColumn(kind: FileKind): 'id' | 'contact_id' {
  return kind === 'summaries' ? 'contact_id' : 'id';
}

export function orderColumns(kind: FileKind): readonly string[] {
  return kindDetails(kind).order ?? ['id'];
}

/** A summary has the id of its contact. */
export function idKind(kind: RestorableKind | LoadedKind): LoadedKind {
  return kind === 'summaries' ? 'contacts' : kind;
}

export const listFileName = (kind: string): string => `data/${kind}.jsonl`;
