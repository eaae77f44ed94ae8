// The queries in the parse tree of a statement, each with its tables of owners and the conditions that bind them.
import { columnOf, conjuncts, type Node } from './parsedFrom.ts';

export interface Level {
  /** Aliases, and the names of the tables. */
  tables: ReadonlyMap<string, string>;
  /** It names one user: `users.id = $1`. */
  namesUser: boolean;
  /** The owner is a parameter. */
  isBound(alias: string): boolean;
  /** All tables have the same owner, those of the query around among them. */
  isTogether(): boolean;
}

interface Around {
  /** Names of WITH clauses. */
  queries: ReadonlySet<string>;
  /** Tables of the queries around, whose columns may be meant. */
  aliases: ReadonlySet<string>;
}

/** @param isOwned whether a table of this name has owners and is distributed by them */
export function levelsOf(stmt: Node, isOwned: (table: string) => boolean): Level[] {
  const levels: Level[] = [];
  visit(stmt, { queries: new Set(), aliases: new Set() });
  return levels;

  function visit(value: unknown, around: Around): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [kind, inner] of Object.entries(value)) visitNode(kind, inner, around);
  }

  function visitNode(kind: string, inner: unknown, around: Around): void {
    if (kind in sources) visitQuery(kind, inner as Node, around);
    else if (kind === 'larg' || kind === 'rarg') visit(sideOf(inner as Node), around);
    else visit(inner, standsAlone(kind, inner as Node) ? { ...around, aliases: new Set() } : around);
  }

  function visitQuery(kind: string, node: Node, around: Around): void {
    const queries = new Set([...around.queries, ...withNames(node)]);
    const level = readLevel(kind, node, { ...around, queries }, isOwned);
    levels.push(level);
    visit(node, { queries, aliases: new Set([...around.aliases, ...level.tables.keys()]) });
  }
}

/** Where a kind of statement has its further tables. */
const sources: Record<string, string> = {
  SelectStmt: 'fromClause',
  UpdateStmt: 'fromClause',
  DeleteStmt: 'usingClause',
  InsertStmt: '',
};

/** The sides of a UNION are queries without saying so; those of a join say what they are. */
function sideOf(node: Node): Node {
  return 'limitOption' in node ? { SelectStmt: node } : node;
}

function standsAlone(kind: string, node: Node): boolean {
  return kind === 'CommonTableExpr' || (kind === 'RangeSubselect' && !node['lateral']);
}

function withNames(node: Node): string[] {
  const { ctes = [] } = (node['withClause'] ?? {}) as { ctes?: { CommonTableExpr: { ctename: string } }[] };
  return ctes.map(({ CommonTableExpr }) => CommonTableExpr.ctename);
}

function readLevel(kind: string, node: Node, around: Around, isOwned: (table: string) => boolean): Level {
  const conditions = conjuncts(node['whereClause'] as Node | undefined);
  const all = new Map<string, string>();
  const from = [...((node[sources[kind] ?? ''] ?? []) as Node[])];
  if (kind !== 'InsertStmt' && node['relation']) from.push({ RangeVar: node['relation'] });
  for (const item of from) readItem(item, around.queries, all, conditions);
  const tables = new Map([...all].filter(([, name]) => isOwned(name)));
  const pairs = conditions.flatMap((condition) => readPair(condition, tables, around.aliases));
  return {
    tables,
    namesUser: conditions.some((condition) => isOneUser(condition, all)),
    isBound: (alias) => groupOf(alias, pairs).has(parameter),
    isTogether: () => {
      const [first, ...rest] = [...tables.keys(), ...(around.aliases.size > 0 ? [outside] : [])];
      return first === undefined || first === outside || rest.every((other) => groupOf(first, pairs).has(other));
    },
  };
}

function readItem(item: Node, queries: ReadonlySet<string>, tables: Map<string, string>, conditions: Node[]): void {
  const { RangeVar, JoinExpr } = item as { RangeVar?: Node; JoinExpr?: Node };
  if (JoinExpr) {
    for (const side of ['larg', 'rarg']) readItem(JoinExpr[side] as Node, queries, tables, conditions);
    conditions.push(...conjuncts(JoinExpr['quals'] as Node | undefined));
  }
  if (!RangeVar) return;
  const { relname, alias, schemaname } = RangeVar as Record<string, unknown> & { alias?: { aliasname: string } };
  if (schemaname || !queries.has(String(relname))) tables.set(alias?.aliasname ?? String(relname), String(relname));
}

const parameter = Symbol('the owner is a parameter');
const outside = Symbol('the owner of the query around');
type Owner = string | symbol;

/** Which two owners a condition makes equal. */
function readPair(condition: Node, tables: ReadonlyMap<string, string>, around: ReadonlySet<string>): [Owner, Owner][] {
  const sides = sidesOf(condition);
  const [one, other] = sides.map((side) => ownerOf(side, tables, around));
  return one && other ? [[one, other]] : [];
}

function sidesOf(condition: Node): Node[] {
  const { A_Expr } = condition as { A_Expr?: { name: { String: { sval: string } }[]; lexpr: Node; rexpr: Node } };
  return A_Expr?.name[0]?.String.sval === '=' ? [A_Expr.lexpr, A_Expr.rexpr] : [];
}

function ownerOf(node: Node, tables: ReadonlyMap<string, string>, around: ReadonlySet<string>): Owner | undefined {
  const { TypeCast, List } = node as { TypeCast?: { arg: Node }; List?: { items: Node[] } };
  if (TypeCast) return ownerOf(TypeCast.arg, tables, around);
  if (List?.items.length === 1) return ownerOf(List.items[0] as Node, tables, around);
  if ('ParamRef' in node || 'A_Const' in node) return parameter;
  const column = columnOf(node);
  const alias = column.at(-2) ?? (tables.size === 1 ? [...tables.keys()][0] : undefined);
  if (column.at(-1) !== 'user_id' || alias === undefined) return undefined;
  if (tables.has(alias)) return alias;
  return around.has(alias) ? outside : undefined;
}

function isOneUser(condition: Node, tables: ReadonlyMap<string, string>): boolean {
  const [column, value] = sidesOf(condition);
  if (!column || !value || !('ParamRef' in value)) return false;
  const [name, alias] = columnOf(column).reverse();
  return name === 'id' && tables.get(alias ?? 'users') === 'users';
}

/** A parameter binds one table; two tables bound to parameters do not have the same owner for that reason. */
function groupOf(owner: Owner, pairs: [Owner, Owner][]): Set<Owner> {
  const group = new Set([owner]);
  for (let size = 0; size < group.size; ) {
    size = group.size;
    for (const [one, other] of pairs) {
      if (one !== parameter && group.has(one)) group.add(other);
      if (other !== parameter && group.has(other)) group.add(one);
    }
  }
  return group;
}
