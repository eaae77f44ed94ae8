// A second opinion on the owner guard: the same rule, read off the tree that PostgreSQL's own parser makes of a
// statement.
import { loadModule, parseSync } from 'libpg-query';
import { expect } from 'vitest';
import { accountTables, checkedStatements } from '../../src/db/ownerGuard/ownerGuard.ts';
import { binds, columnOf, conjuncts, isOwner, type Node, readFrom } from './parsedFrom.ts';

await loadModule();

const seen = new Set<string>();

/** Fails if the guard has let a statement through, since the last call, that the parser finds unbound. */
export function checkRecordedStatements(): void {
  for (const text of checkedStatements) {
    if (!seen.has(text)) expect(unboundTables(text), text).toEqual([]);
    seen.add(text);
  }
}

/** What is not bound to the owner, in words; none when the statement is fine. */
export function unboundTables(text: string): string[] {
  const faults: string[] = [];
  const statements = (parseSync(text) as Node)['stmts'] as { stmt: Node }[];
  if (statements.length !== 1) faults.push('several statements');
  for (const { stmt } of statements) checkStatement(stmt, new Set(), faults);
  return faults;
}

type Check = (node: Node, names: ReadonlySet<string>, faults: string[]) => void;

const checks: Record<string, Check> = {
  SelectStmt: checkSelect,
  InsertStmt: checkInsert,
  UpdateStmt: checkUpdate,
  DeleteStmt: checkDelete,
};

function checkStatement(stmt: Node, names: ReadonlySet<string>, faults: string[]): void {
  const [[kind = '', node] = []] = Object.entries(stmt) as [string, Node][];
  const check = checks[kind];
  if (!check || !node) faults.push(`a ${kind}`);
  else check(node, withQueries(node, names, faults), faults);
}

/** The names of a WITH clause added to those around; its queries are checked on the way. */
function withQueries(node: Node, names: ReadonlySet<string>, faults: string[]): Set<string> {
  const known = new Set(names);
  const { ctes = [], recursive } = (node['withClause'] ?? {}) as { ctes?: Node[]; recursive?: boolean };
  if (recursive) faults.push('WITH RECURSIVE');
  for (const { CommonTableExpr } of ctes as Record<'CommonTableExpr', { ctename: string; ctequery: Node }>[]) {
    checkStatement(CommonTableExpr.ctequery, known, faults);
    known.add(CommonTableExpr.ctename);
  }
  return known;
}

function checkSelect(node: Node, names: ReadonlySet<string>, faults: string[]): void {
  if (node['intoClause']) faults.push('SELECT INTO');
  for (const part of [node['larg'], node['rarg']] as (Node | undefined)[]) {
    if (part) checkStatement({ SelectStmt: part }, names, faults);
  }
  checkBound((node['fromClause'] ?? []) as Node[], node['whereClause'] as Node | undefined, names, faults);
  const { withClause, larg, rarg, lockingClause, ...rest } = node;
  checkInside(rest, names, faults);
}

function checkUpdate(node: Node, names: ReadonlySet<string>, faults: string[]): void {
  const from = [{ RangeVar: node['relation'] }, ...((node['fromClause'] ?? []) as Node[])];
  checkBound(from as Node[], node['whereClause'] as Node | undefined, names, faults);
  checkTargets(node['targetList'] as Node[], faults);
  const { withClause, relation, ...rest } = node;
  checkInside(rest, names, faults);
}

function checkDelete(node: Node, names: ReadonlySet<string>, faults: string[]): void {
  const from = [{ RangeVar: node['relation'] }, ...((node['usingClause'] ?? []) as Node[])];
  checkBound(from as Node[], node['whereClause'] as Node | undefined, names, faults);
  const { withClause, relation, ...rest } = node;
  checkInside(rest, names, faults);
}

function checkInsert(node: Node, names: ReadonlySet<string>, faults: string[]): void {
  const { withClause, relation, selectStmt, onConflictClause, ...rest } = node;
  const { relname, schemaname } = relation as { relname: string; schemaname?: string };
  if (schemaname || !accountTables.has(relname)) faults.push(relname);
  const columns = ((node['cols'] ?? []) as { ResTarget: { name: string } }[]).map(({ ResTarget }) => ResTarget.name);
  const select = (selectStmt as { SelectStmt?: Node } | undefined)?.SelectStmt;
  if (!select || !givesOwner(select, columns.indexOf('user_id'))) faults.push(`INSERT INTO ${relname}`);
  if (select) checkSelect(select, withQueries(select, names, faults), faults);
  if (onConflictClause) checkConflict(onConflictClause as Node, faults);
  checkInside({ ...rest, onConflictClause }, names, faults);
}

/** Every row has `$1`, or the `user_id` of a table that is bound, in that place. */
function givesOwner({ valuesLists, targetList, op }: Node, at: number): boolean {
  const lists = ((valuesLists ?? []) as { List: { items: Node[] } }[]).map(({ List }) => List.items[at]);
  const target = (targetList as { ResTarget: { val: Node } }[] | undefined)?.[at]?.ResTarget.val;
  if (op !== 'SETOP_NONE' || at < 0) return false;
  if (!target) return lists.length > 0 && lists.every(isOwner);
  return isOwner(target) || columnOf(target).at(-1) === 'user_id';
}

function checkConflict(clause: Node, faults: string[]): void {
  if (clause['action'] !== 'ONCONFLICT_UPDATE') return;
  const elements = ((clause['infer'] as Node | undefined)?.['indexElems'] ?? []) as { IndexElem: { name?: string } }[];
  if (!elements.some(({ IndexElem }) => IndexElem.name === 'user_id')) faults.push('ON CONFLICT');
  checkTargets(clause['targetList'] as Node[], faults);
}

function checkTargets(targets: Node[], faults: string[]): void {
  const names = (targets as Record<'ResTarget', { name: string }>[]).map(({ ResTarget }) => ResTarget.name);
  if (names.includes('user_id')) faults.push('SET user_id');
}

/** Queries inside expressions, and in FROM. */
function checkInside(value: unknown, names: ReadonlySet<string>, faults: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name in checks) checkStatement({ [name]: inner }, names, faults);
    else checkInside(inner, names, faults);
  }
}

function checkBound(from: Node[], where: Node | undefined, names: ReadonlySet<string>, faults: string[]): void {
  const parts = from.map((item) => readFrom(item, names, faults));
  const tables = parts.flatMap((part) => part.tables);
  const all = [...conjuncts(where), ...parts.flatMap((part) => part.all)];
  for (const table of tables) {
    const isAlone = tables.length === 1;
    if (![...all, ...table.own].some((condition) => binds(condition, table.alias, isAlone))) {
      faults.push(`${table.name} ${table.alias}`);
    }
  }
}
