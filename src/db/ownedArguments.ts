import type { PrismaClient } from './generated/client.ts';
import { storableJson } from './storableJson.ts';

type Row = Record<string, unknown>;

interface Arguments {
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

export const jsonColumns: Record<string, string[]> = {
  Contact: ['more_emails', 'more_phones'],
  ContactImport: ['details', 'headers', 'mapping', 'preview'],
  Summary: ['content'],
};

/** A client whose every query of a model is about this user's rows. */
export function scopedTo(prisma: PrismaClient, userId: number): PrismaClient {
  return prisma.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(ownedArguments(userId, { model, operation, args: args as Arguments }) as typeof args),
      },
    },
  }) as unknown as PrismaClient;
}

/**
 * Leaves `user_id` out of updates, because a distributed PostgreSQL refuses them. @throws TypeError for a nested write
 */
function ownedArguments(userId: number, { model, operation, args = {} }: Call): Arguments {
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
  if (Array.isArray(value)) return value.some(isObject);
  return typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);
}
