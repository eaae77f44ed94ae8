// The statements in the functions of the database: a distributed PostgreSQL plans them like those of a client.
import { loadModule, parsePlPgSQLSync, parseSync } from 'libpg-query';
import { sql } from './database.ts';
import { columnOf, type Node } from './parsedFrom.ts';
import { each } from './parsedNodes.ts';

await loadModule();

const functionsOf = `SELECT proname AS name, pg_get_functiondef(oid) AS definition FROM pg_proc
  WHERE pronamespace = current_schema()::regnamespace AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
  ORDER BY 1`;

/** The statements with the names of their functions. Variables, and fields of a trigger's row, become parameters. */
export async function functionStatements(): Promise<Map<string, string>> {
  const functions = await sql<{ name: string; definition: string }>(functionsOf);
  return new Map(functions.flatMap(({ name, definition }) => statementsIn(definition).map((text) => [text, name])));
}

function statementsIn(definition: string): string[] {
  const variables = new Set<string>();
  const expressions: { query: string; parseMode: number }[] = [];
  each(parsePlPgSQLSync(definition), (kind, node) => {
    if (kind === 'PLpgSQL_var' || kind === 'PLpgSQL_rec') variables.add(String(node['refname']));
    if (kind === 'PLpgSQL_expr') expressions.push(node as Node & { query: string; parseMode: number });
  });
  return expressions.map(({ query, parseMode }) => withParameters(asStatement(query, parseMode), variables));
}

/** Mode 0 is a statement, 2 an expression, above that an assignment. */
function asStatement(query: string, parseMode: number): string {
  if (parseMode === 0) return query;
  return `SELECT ${parseMode === 2 ? query : query.replace(/^[^=]*:?=/, '')}`;
}

function withParameters(text: string, variables: ReadonlySet<string>): string {
  const places: number[] = [];
  each(parseSync(text), (kind, node) => {
    const names = kind === 'ColumnRef' ? columnOf({ ColumnRef: node }) : [];
    if (isVariable(names, variables)) places.push(Number(node['location'] ?? 0));
  });
  return places.sort((one, other) => other - one).reduce(putParameter, text);
}

function isVariable(names: string[], variables: ReadonlySet<string>): boolean {
  const [first = ''] = names;
  return names.length > 1 ? ['new', 'old'].includes(first) || variables.has(first) : variables.has(first);
}

/** @param place in bytes */
function putParameter(text: string, place: number): string {
  const bytes = Buffer.from(text);
  return `${bytes.subarray(0, place)}${bytes
    .subarray(place)
    .toString()
    .replace(/^[\w.]+/, '$$1')}`;
}
