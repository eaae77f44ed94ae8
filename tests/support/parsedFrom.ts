// A FROM clause in the tree that PostgreSQL's parser makes: its tables, and the conditions that hold for their rows.
import { accountTables } from '../../src/db/ownerGuard/ownerGuard.ts';

export interface Node {
  [name: string]: unknown;
}

interface Table {
  name: string;
  alias: string;
  /** Conditions that hold for its rows only. */
  own: Node[];
}

export interface From {
  tables: Table[];
  /** Conditions that hold for all rows. */
  all: Node[];
}

export function readFrom(item: Node, names: ReadonlySet<string>, faults: string[]): From {
  const { RangeVar, JoinExpr, RangeSubselect, RangeFunction } = item as Record<string, Node | undefined>;
  if (RangeVar) return { tables: readTable(RangeVar, names, faults), all: [] };
  if (JoinExpr) return readJoin(JoinExpr, names, faults);
  if (!RangeSubselect && !RangeFunction) faults.push(`FROM ${Object.keys(item)}`);
  return { tables: [], all: [] };
}

function readTable(range: Node, names: ReadonlySet<string>, faults: string[]): Table[] {
  const { relname, schemaname, alias } = range as {
    relname: string;
    schemaname?: string;
    alias?: { aliasname: string; colnames?: unknown };
  };
  if (!schemaname && names.has(relname)) return [];
  if (schemaname || alias?.colnames || !accountTables.has(relname)) faults.push(`FROM ${relname}`);
  return [{ name: relname, alias: alias?.aliasname ?? relname, own: [] }];
}

function readJoin(join: Node, names: ReadonlySet<string>, faults: string[]): From {
  const [left, right] = [join['larg'], join['rarg']].map((side) => readFrom(side as Node, names, faults)) as [
    From,
    From,
  ];
  const condition = conjuncts(join['quals'] as Node | undefined);
  if (join['alias'] || join['usingClause'] || join['isNatural']) faults.push('JOIN');
  if (join['jointype'] === 'JOIN_INNER') {
    return { tables: [...left.tables, ...right.tables], all: [...left.all, ...right.all, ...condition] };
  }
  if (join['jointype'] !== 'JOIN_LEFT') faults.push(String(join['jointype']));
  // Conditions inside the right side of a LEFT JOIN need not hold for the rows of the left side.
  const joined = right.tables.map((table) => ({ ...table, own: [...table.own, ...right.all, ...condition] }));
  return { tables: [...left.tables, ...joined], all: left.all };
}

export function conjuncts(node: Node | undefined): Node[] {
  const { BoolExpr } = (node ?? {}) as { BoolExpr?: { boolop: string; args: Node[] } };
  if (BoolExpr?.boolop === 'AND_EXPR') return BoolExpr.args.flatMap(conjuncts);
  return node ? [node] : [];
}

/** Whether the condition is `alias.user_id = $1`; without the alias where the table is alone. */
export function binds(condition: Node, alias: string, isAlone: boolean): boolean {
  const { A_Expr } = condition as { A_Expr?: { kind: string; name: unknown[]; lexpr: Node; rexpr: Node } };
  if (A_Expr?.kind !== 'AEXPR_OP' || namesIn(A_Expr.name).join('.') !== '=' || !isOwner(A_Expr.rexpr)) return false;
  const column = columnOf(A_Expr.lexpr).join('.');
  return column === `${alias}.user_id` || (isAlone && column === 'user_id');
}

export function columnOf(node: Node): string[] {
  return namesIn((node['ColumnRef'] as { fields: unknown[] } | undefined)?.fields ?? []);
}

function namesIn(list: unknown[]): string[] {
  return (list as { String?: { sval: string } }[]).map((one) => one.String?.sval ?? '');
}

/** `$1`, or a cast of it. */
export function isOwner(node: Node | undefined): boolean {
  const { ParamRef, TypeCast } = (node ?? {}) as { ParamRef?: { number: number }; TypeCast?: { arg: Node } };
  return TypeCast ? isOwner(TypeCast.arg) : ParamRef?.number === 1;
}
