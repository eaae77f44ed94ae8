// Finds in the parse tree of a statement what a distributed PostgreSQL refuses, or sends to every machine
// (docs/scaling.md).
import { loadModule, parseSync } from 'libpg-query';
import type { Node } from './parsedFrom.ts';
import { type Level, levelsOf } from './parsedLevels.ts';
import { columnIn, each, functionName, hasColumn, isWrite, tableOf, typeName } from './parsedNodes.ts';

await loadModule();

/** Read from a migrated database. */
export interface Catalog {
  /** Tables with the owner in front of their key. */
  distributed: ReadonlySet<string>;
  enums: ReadonlySet<string>;
  enumColumns: ReadonlySet<string>;
  /** The volatility of each function, `i`, `s` or `v` (immutable, stable, volatile); for overloads, the worst one. */
  volatility: ReadonlyMap<string, string>;
}

/**
 * The faults of a statement, in words; empty when it has none. @param methods the methods of the requests that sent it
 */
export function distributedFaults(text: string, catalog: Catalog, methods: ReadonlySet<string> = new Set()): string[] {
  const { stmts } = parseSync(text) as { stmts: { stmt: Node }[] };
  const faults = stmts.flatMap(({ stmt }) => [
    ...ownerFaults(levelsOf(stmt, (table) => catalog.distributed.has(table))),
    ...writeFaults(stmt, catalog),
    ...(methods.has('GET') ? readingFaults(stmt, catalog) : []),
  ]);
  return [...new Set(faults)];
}

/** Either each table of the statement is bound to one owner, or the tables of each query are joined by the owner. */
function ownerFaults(levels: Level[]): string[] {
  const isOfOne = levels.some(({ tables, namesUser, isBound }) => namesUser || [...tables.keys()].some(isBound));
  return levels.flatMap(({ tables, isBound, isTogether }) => {
    const loose = [...tables].filter(([alias]) => (isOfOne ? !isBound(alias) : !isTogether()));
    return loose.map(([alias, name]) => `${name} ${alias} without its owner`);
  });
}

// Written once a day by GET requests, to keep users signed in.
const writtenByReading = new Set(['session']);

function readingFaults(stmt: Node, { distributed }: Catalog): string[] {
  const written: string[] = [];
  each(stmt, (kind, node) => {
    if (isWrite(kind) && distributed.has(tableOf(node)) && !writtenByReading.has(tableOf(node)))
      written.push(tableOf(node));
  });
  return written.map((table) => `a GET writes ${table}`);
}

function writeFaults(stmt: Node, catalog: Catalog): string[] {
  const faults: string[] = [];
  each(stmt, (kind, node) => {
    if (!isWrite(kind) || !catalog.distributed.has(tableOf(node))) return;
    if (kind === 'InsertStmt') faults.push(...insertFaults(node, catalog));
    else faults.push(...setFaults(node), ...changeFaults(node, catalog));
    faults.push(...strictFaults(node['returningClause'], 'RETURNING', catalog));
  });
  return faults;
}

function insertFaults(node: Node, catalog: Catalog): string[] {
  const { onConflictClause, selectStmt } = node as { onConflictClause?: Node; selectStmt?: { SelectStmt: Node } };
  const targets = (selectStmt?.SelectStmt['targetList'] ?? []) as { ResTarget: { val: Node } }[];
  const isUntyped = targets.some(({ ResTarget }) => 'ParamRef' in ResTarget.val);
  const untyped = isUntyped ? ['INSERT … SELECT of a parameter without a type'] : [];
  return onConflictClause ? [...untyped, ...conflictFaults(onConflictClause, catalog)] : untyped;
}

function conflictFaults(clause: Node, catalog: Catalog): string[] {
  const elements = ((clause['infer'] as Node | undefined)?.['indexElems'] ?? []) as { IndexElem: { name?: string } }[];
  const names = elements.map(({ IndexElem }) => IndexElem.name);
  const keyless = names.length > 0 && !names.includes('user_id') ? ['ON CONFLICT without the owner'] : [];
  return [...keyless, ...setFaults(clause), ...strictFaults(clause, 'DO UPDATE', catalog)];
}

function setFaults(node: Node): string[] {
  const targets = (node['targetList'] ?? []) as { ResTarget: { name: string } }[];
  return targets.some(({ ResTarget }) => ResTarget.name === 'user_id') ? ['SET user_id'] : [];
}

const timeTypes = new Set(['date', 'time', 'timestamp', 'timestamptz']);

/** What an UPDATE or DELETE may not call: volatile functions, and stable ones with a column. */
function changeFaults({ targetList, whereClause }: Node, { volatility }: Catalog): string[] {
  const faults: string[] = [];
  each({ targetList, whereClause }, (kind, node) => {
    const called = kind === 'FuncCall' ? (volatility.get(functionName(node)) ?? 'i') : 'i';
    if (called === 'v' || (called === 's' && hasColumn(node))) faults.push(`${functionName(node)}() in a change`);
    if (kind === 'TypeCast' && columnIn(node) && timeTypes.has(typeName(node)))
      faults.push('a cast of a time in a change');
  });
  return faults;
}

/** For places in which only immutable functions are allowed. */
function strictFaults(part: unknown, where: string, { volatility, enums, enumColumns }: Catalog): string[] {
  const faults: string[] = [];
  each(part, (kind, node) => {
    const isCast = kind === 'TypeCast' && (enums.has(typeName(node)) || enumColumns.has(columnIn(node)));
    if (isCast) faults.push(`a cast of an enum in ${where}`);
    const called = kind === 'FuncCall' ? (volatility.get(functionName(node)) ?? 'i') : 'i';
    if (kind === 'SQLValueFunction' || called !== 'i') faults.push(`a function in ${where}`);
  });
  return faults;
}
