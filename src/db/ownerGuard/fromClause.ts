import { isGroup, type Token } from './sqlTokens.ts';

interface TableSource {
  table: string;
  alias: string;
  /** The condition of a LEFT JOIN, which binds only the rows of this table. */
  joinCondition: Token[];
}

export interface Sources {
  tables: TableSource[];
  conditions: Token[][];
}

export interface KnownNames {
  tables: ReadonlySet<string>;
  queries: ReadonlySet<string>;
}

/** @throws TypeError at an unknown name, and at joins other than JOIN … ON, LEFT JOIN … ON and CROSS JOIN */
export function readSources(tokens: Token[], known: KnownNames): Sources {
  const rest = [...tokens];
  const sources: Sources = { tables: [], conditions: [] };
  for (let join = ','; join !== ''; join = takeJoin(rest)) {
    const table = takeSource(rest, known);
    const condition = join === 'join' || join === 'left join' ? takeCondition(rest) : [];
    if (table) sources.tables.push({ ...table, joinCondition: join === 'left join' ? condition : [] });
    if (join === 'join') sources.conditions.push(condition);
  }
  return sources;
}

function takeSource(rest: Token[], known: KnownNames): Omit<TableSource, 'joinCondition'> | undefined {
  if (rest[0] === 'lateral') rest.shift();
  const source = rest.shift() ?? '';
  if (isGroup(source)) requireQuery(source);
  else if (isGroup(rest[0])) rest.shift();
  else if (!known.queries.has(source)) return takeTable(source, rest, known);
  takeAlias(rest);
  if (isGroup(rest[0])) rest.shift();
  return undefined;
}

function takeTable(table: string, rest: Token[], { tables }: KnownNames): Omit<TableSource, 'joinCondition'> {
  if (!tables.has(table)) throw new TypeError(`Not a table of an account: ${table}`);
  return { table, alias: takeAlias(rest) ?? table };
}

function takeAlias(rest: Token[]): string | undefined {
  if (rest[0] === 'as') rest.shift();
  const [word] = rest;
  if (typeof word !== 'string' || !/^["a-z_\u0080-\uffff]/.test(word)) return undefined;
  if (word === 'on' || beginsJoin(rest)) return undefined;
  rest.shift();
  return word;
}

function takeCondition(rest: Token[]): Token[] {
  if (rest.shift() !== 'on') throw new TypeError('The condition of a join is not next to it.');
  const end = rest.findIndex((token, at) => token === ',' || beginsJoin(rest.slice(at, at + 2)));
  return rest.splice(0, end === -1 ? rest.length : end);
}

function takeJoin(rest: Token[]): string {
  if (rest.length === 0) return '';
  if (rest[0] === ',') return rest.shift() as string;
  const words = rest.splice(0, rest.indexOf('join') + 1);
  const join = words.filter((word) => word !== 'inner' && word !== 'outer').join(' ');
  if (!['join', 'left join', 'cross join'].includes(join)) throw new TypeError(`Refused in FROM: ${join || rest[0]}`);
  return join;
}

const joinWords = new Set<Token>(['inner', 'cross', 'left', 'right', 'full', 'natural']);

function beginsJoin([word, next]: Token[]): boolean {
  return word === 'join' || (joinWords.has(word ?? '') && (next === 'join' || next === 'outer'));
}

const setWords = new Set<Token>(['union', 'intersect', 'except', 'all']);

function requireQuery(group: Token[]): void {
  if (group.includes('select')) return;
  for (const token of group) {
    if (isGroup(token)) requireQuery(token);
    else if (!setWords.has(token)) throw new TypeError('A join in parentheses is refused.');
  }
}
