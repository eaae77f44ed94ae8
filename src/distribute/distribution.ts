/** A foreign key. */
export interface Key {
  table: string;
  name: string;
  refersTo: string;
  /** In the form that `ALTER TABLE … ADD CONSTRAINT` takes. */
  definition: string;
}

export interface DistributedTable {
  name: string;
  /** Copied to every machine, or distributed by the owner. */
  target: 'copied' | 'distributed';
  isDone: boolean;
  /** Old rows are still stored on the coordinator, where queries do not see them. */
  hasOldRows: boolean;
}

export interface Distribution {
  database: string;
  allowsTriggers: boolean;
  tables: DistributedTable[];
  keys: Key[];
  /** Keys that an earlier run has dropped. */
  droppedKeys: Key[];
}

export interface Step {
  /** One plain sentence. */
  description: string;
  sql: string;
}

/** All tables of owners lie beside this one. */
const anchor = 'profiles';

/** The remaining steps, in order. The next run can continue after any of them. */
export function planDistribution({ database, allowsTriggers, tables, keys, droppedKeys }: Distribution): Step[] {
  const pending = tables.filter(({ isDone }) => !isDone);
  const inTheWay = keys.filter((key) => pending.some(({ name }) => name === key.table || name === key.refersTo));
  const missing = [...droppedKeys.filter((key) => !keys.some(isSame(key))), ...inTheWay];
  return [
    ...(allowsTriggers ? [] : [allowTriggers(database)]),
    ...(inTheWay.length > 0 ? [dropKeys(inTheWay)] : []),
    ...pending.filter(({ target }) => target === 'copied').map(copy),
    ...pending
      .filter(({ target }) => target === 'distributed')
      .sort(anchorFirst)
      .map(distribute),
    ...tables.filter(({ isDone, hasOldRows }) => hasOldRows || !isDone).map(removeOldRows),
    ...missing.map(addKey),
    ...(missing.length > 0 || droppedKeys.length > 0 ? [deleteKeys] : []),
  ];
}

function isSame({ table, name }: Key) {
  return (other: Key) => other.table === table && other.name === name;
}

function allowTriggers(database: string): Step {
  return {
    description: 'Triggers are allowed on distributed tables of this database.',
    sql: `ALTER DATABASE ${quoted(database)} SET citus.enable_unsafe_triggers TO on; SET citus.enable_unsafe_triggers TO on`,
  };
}

function dropKeys(keys: Key[]): Step {
  const rows = keys.map((key) => `(${[key.table, key.name, key.refersTo, key.definition].map(literal).join(', ')})`);
  const drops = keys.map(({ table, name }) => `ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`);
  const saved = `CREATE TABLE IF NOT EXISTS distribution_keys ("table" TEXT, name TEXT, "refersTo" TEXT, definition TEXT);
    INSERT INTO distribution_keys VALUES ${rows.join(', ')}`;
  return {
    description: `${keys.length} foreign keys are noted in the table distribution_keys and dropped; they come back at the end.`,
    sql: [saved, ...drops].join('; '),
  };
}

function copy({ name }: DistributedTable): Step {
  return {
    description: `The table ${name} is copied to every machine.`,
    sql: `SELECT create_reference_table(${literal(name)})`,
  };
}

function anchorFirst(one: DistributedTable, other: DistributedTable): number {
  return Number(other.name === anchor) - Number(one.name === anchor);
}

function distribute({ name }: DistributedTable): Step {
  const beside = name === anchor ? 'none' : anchor;
  return {
    description: `The table ${name} is distributed by its owner.`,
    sql: `SELECT create_distributed_table(${literal(name)}, 'user_id', colocate_with => ${literal(beside)})`,
  };
}

function removeOldRows({ name }: DistributedTable): Step {
  return {
    description: `The rows of ${name} that the coordinator has had so far are removed from there.`,
    sql: `SELECT truncate_local_data_after_distributing_table(${literal(name)})`,
  };
}

function addKey({ table, name, definition }: Key): Step {
  return {
    description: `The foreign key ${name} is back.`,
    sql: `ALTER TABLE ${quoted(table)} ADD CONSTRAINT ${quoted(name)} ${definition}`,
  };
}

const deleteKeys: Step = {
  description: 'All foreign keys are back, so the notes of them are removed.',
  sql: 'DROP TABLE distribution_keys',
};

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
