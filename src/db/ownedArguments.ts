import { storableJson } from './storableJson.ts';

type Row = Record<string, unknown>;

/** What a Prisma operation is called with, as far as rows are concerned. */
export interface Arguments {
  where?: Row;
  data?: Row | Row[];
  create?: Row;
  update?: Row;
}

interface Call {
  model: string;
  operation: string;
  args: Arguments | undefined;
}

const inserts = new Set(['create', 'createMany', 'createManyAndReturn']);

/** The columns that take objects and lists, by model. */
export const jsonColumns: Record<string, string[]> = {
  ContactImport: ['mapping', 'rejected'],
  Summary: ['content'],
};

/**
 * The arguments with the owner in the condition and in every row that is made. A change never writes `user_id`: it could
 * only say what holds already, and a distributed PostgreSQL refuses it.
 *
 * @throws TypeError at a nested write, which could move a row to another owner
 */
export function ownedArguments(userId: number, { model, operation, args = {} }: Call): Arguments {
  const inserted = (row: Row): Row => ({ ...columnsOf(model, row), user_id: userId });
  const updated = (row: Row): Row => withoutOwner(columnsOf(model, row));
  const written = inserts.has(operation) ? inserted : updated;
  const owned: Arguments = { ...args };
  if (!inserts.has(operation)) owned.where = { ...args.where, user_id: userId };
  if (args.data) owned.data = Array.isArray(args.data) ? args.data.map(written) : written(args.data);
  if (args.create) owned.create = inserted(args.create);
  if (args.update) owned.update = updated(args.update);
  return owned;
}

function withoutOwner({ user_id: _, ...columns }: Row): Row {
  return columns;
}

function columnsOf(model: string, row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (jsonColumns[model]?.includes(name)) return [name, storableJson(value)];
      if (isObject(value)) throw new TypeError(`Nested write refused: ${name}`);
      return [name, value];
    }),
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);
}
