// The guard understands the SQL that the services use, and refuses the rest
// (docs/decisions/021-every-table-bound-to-the-owner.md).
import { split } from './clauses.ts';
import type { KnownNames } from './fromClause.ts';
import { checkQuery } from './queries.ts';
import { isGroup, sqlTokens, type Token } from './sqlTokens.ts';

export const accountTables: ReadonlySet<string> = new Set([
  'account_load_rows',
  'account_loads',
  'acts',
  'ai_calls',
  'calendar_feeds',
  'changes',
  'companies',
  'contact_counts',
  'tags',
  'contacts',
  'different_records',
  'duplicate_pairs',
  'duplicate_searches',
  'erasures',
  'import_rows',
  'imports',
  'interactions',
  'mail_preferences',
  'mail_templates',
  'merges',
  'morning_mails',
  'saved_views',
  'sent_mails',
  'submissions',
  'summaries',
  'tasks',
  'touch_dates',
  'waiting_mails',
]);

const checked = new Set<string>();

/** The tests show each of them to PostgreSQL's own parser. */
export const checkedStatements: ReadonlySet<string> = checked;

/** Checks a text, once. @throws TypeError unless each table in it has its own `user_id = $1` */
export function requireOwner(text: string): void {
  if (checked.has(text)) return;
  const tokens = sqlTokens(text);
  if (!isGroup(tokens[0]) && !firstWords.has(tokens[0] ?? '')) throw new TypeError(`Refused: ${tokens[0]}`);
  checkLevel(tokens, { tables: accountTables, queries: new Set() });
  checked.add(text);
}

const firstWords = new Set<Token>(['with', 'select', 'insert', 'update', 'delete']);
const dataWords = new Set<Token>(['select', 'insert', 'update', 'delete', 'merge', 'table']);
const setOperators = new Set<Token>(['union', 'intersect', 'except']);

function checkLevel(tokens: Token[], known: KnownNames): void {
  if (!tokens.some((token) => dataWords.has(token))) return checkGroups(tokens, known);
  const { body, names } = readWith(tokens, known);
  const queries = split(body, setOperators).map(([first, ...rest]) =>
    first === 'all' ? rest : [first ?? '', ...rest],
  );
  if (queries.length > 1 && body[0] === 'insert') throw new TypeError('An INSERT of several queries is refused.');
  for (const query of queries) {
    checkGroups(query, names);
    checkQuery(query, names);
  }
}

function checkGroups(tokens: Token[], known: KnownNames): void {
  for (const token of tokens) if (isGroup(token)) checkLevel(token, known);
}

function readWith(tokens: Token[], known: KnownNames): { body: Token[]; names: KnownNames } {
  const names = { ...known, queries: new Set(known.queries) };
  let body = tokens;
  while (body[0] === 'with' || (body !== tokens && body[0] === ',')) {
    const end = body.findIndex(isGroup);
    const [, name = '', ...as] = body.slice(0, end);
    const query = body[end];
    const isPlain = /^as( not)?( materialized)?$/.test(as.join(' '));
    if (!isPlain || !isGroup(query) || isGroup(name) || known.tables.has(name))
      throw new TypeError(`Refused: WITH ${name}`);
    checkLevel(query, names);
    names.queries.add(name);
    body = body.slice(end + 1);
  }
  return { body, names };
}
