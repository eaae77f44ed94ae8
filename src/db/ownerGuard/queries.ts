import { clauses, conjuncts, plainText, split } from './clauses.ts';
import { type KnownNames, readSources, type Sources } from './fromClause.ts';
import { isGroup, type Token } from './sqlTokens.ts';

const comma = new Set<Token>([',']);

export function checkQuery(query: Token[], known: KnownNames): void {
  const [word = '', next = 'order'] = query;
  if (word === 'select') requireBound(selectScope(query, known));
  else if (word === 'update') checkUpdate(query, known);
  else if (word === 'delete') checkDelete(query, known);
  else if (word === 'insert') checkInsert(query, known);
  else if (!isGroup(word) || !endWords.has(next)) throw new TypeError(`Refused: ${word}`);
}

const endWords = new Set<Token>(['order', 'limit', 'offset']);

interface Scope extends Sources {
  where: Token[];
}

function selectScope(query: Token[], known: KnownNames): Scope {
  const { from, where = [], into, set, using, returning } = clauses(query);
  if (into ?? set ?? using ?? returning) throw new TypeError('Refused in a SELECT: INTO, SET, USING, RETURNING.');
  return { ...(from ? readSources(from, known) : { tables: [], conditions: [] }), where };
}

function checkUpdate(query: Token[], known: KnownNames): void {
  const { update = [], set = [], from, where = [] } = clauses(query);
  requireBound({ ...readSources(from ? [...update, ',', ...from] : update, known), where });
  requireSameOwner(set);
}

function checkDelete(query: Token[], known: KnownNames): void {
  const { from = [], using, where = [] } = clauses(query);
  requireBound({ ...readSources(using ? [...from, ',', ...using] : from, known), where });
}

/** Without an alias the table must be the only one: for two, PostgreSQL would ask which. */
function requireBound({ tables, conditions, where }: Scope): void {
  const shared = [where, ...conditions].flatMap(conjuncts);
  for (const { table, alias, joinCondition } of tables) {
    const all = [...shared, ...conjuncts(joinCondition)];
    const isAlone = tables.length === 1 && all.includes('user_id = $1');
    if (!isAlone && !all.includes(`${alias} . user_id = $1`))
      throw new TypeError(`Not bound to the owner: ${table} ${alias}`);
  }
}

function requireSameOwner(set: Token[]): void {
  for (const [target = ''] of split(set, comma))
    if (isGroup(target) || /^"|^user_id$/.test(target)) throw new TypeError(`Refused in SET: ${plainText([target])}`);
}

function checkInsert(query: Token[], known: KnownNames): void {
  const [, , table = '', columns = '', ...rest] = query;
  if (isGroup(table) || !known.tables.has(table)) throw new TypeError(`Not a table of an account: ${table}`);
  const rows = rest.slice(0, endOfRows(rest));
  const isOwned = rows[0] === 'select' ? selectsOwner(rows, known) : listsOwner(rows);
  if (columns[0] !== 'user_id' || !isOwned) throw new TypeError(`Not inserted for the owner: ${table}`);
  checkConflict(rest.slice(rows.length));
}

function endOfRows(rest: Token[]): number {
  const end = rest.findIndex((word, at) => word === 'returning' || (word === 'on' && rest[at + 1] === 'conflict'));
  return end === -1 ? rest.length : end;
}

/** `SELECT $1, …`, or the `user_id` of a table that is bound. */
function selectsOwner(rows: Token[], known: KnownNames): boolean {
  const scope = selectScope(rows, known);
  requireBound(scope);
  const [first = []] = split(clauses(rows)['select'] ?? [], comma);
  return isOwner(first) || scope.tables.some(({ alias }) => plainText(first) === `${alias} . user_id`);
}

/** `VALUES ($1, …), ($1, …)`. */
function listsOwner([values, ...rows]: Token[]): boolean {
  return values === 'values' && split(rows, comma).every(([row = []]) => isOwner(split([...row], comma)[0]));
}

function isOwner(value: Token[] = []): boolean {
  return /^\$1( :: int)?$/.test(plainText(value));
}

/** `ON CONFLICT (user_id, …)` changes a row of this owner only. */
function checkConflict(tokens: Token[]): void {
  const [, , columns = ''] = tokens;
  if (!tokens.includes('update')) return;
  if (columns[0] !== 'user_id') throw new TypeError('ON CONFLICT does not begin with the owner.');
  requireSameOwner(clauses(tokens)['set'] ?? []);
}
