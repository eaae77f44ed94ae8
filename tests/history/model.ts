// What a user does, as a model that is simple enough to be believed: acts of operations, gone through in memory.
import fc from 'fast-check';

type Kind = 'companies' | 'contacts' | 'interactions' | 'tasks';
type Fields = Record<string, unknown>;
export type Operation =
  | { does: 'create' | 'edit'; kind: Kind; key: string; fields: Fields }
  | { does: 'delete'; kind: Kind; key: string };
export type Act = Operation[];
export type World = Map<string, Fields & { kind: Kind }>;

/** What is there after all acts but those that are left out. */
export function replay(acts: Act[], without: ReadonlySet<number>): World {
  const world: World = new Map();
  for (const [number, act] of acts.entries()) if (!without.has(number)) for (const one of act) apply(world, one);
  return world;
}

function apply(world: World, operation: Operation): void {
  const { kind, key } = operation;
  if (operation.does === 'create') world.set(key, { kind, ...operation.fields });
  else if (operation.does === 'edit') edit(world, key, operation.fields);
  else remove(world, key);
}

function edit(world: World, key: string, fields: Fields): void {
  const record = world.get(key);
  if (record) world.set(key, { ...record, ...withoutLost(world, fields) });
}

/** A link to what is not there is no link. */
function withoutLost(world: World, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      name.endsWith('_id') && !world.has(String(value)) ? null : value,
    ]),
  );
}

function remove(world: World, key: string): void {
  world.delete(key);
  for (const [other, record] of world) {
    if (record['contact_id'] === key) world.delete(other);
    if (record['company_id'] === key) world.set(other, { ...record, company_id: null });
  }
}

/**
 * An undo is allowed where nothing of another act stands on it: a created record that a later act changed or linked to
 * stays, and so do the later acts that need it.
 */
export function allowsUndo(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const created = (acts[number] as Act).filter(({ does }) => does === 'create').map(({ key }) => key);
  const later = acts.filter((_, other) => other !== number && !undone.has(other)).flat();
  const isUsed = (key: string) =>
    later.some((one) => one.key === key || (one.does !== 'delete' && Object.values(one.fields).includes(key)));
  if (created.some(isUsed)) return false;
  return (
    !movesWhatWentWithAContact(acts, undone, number) &&
    !comesBackWithoutContact(acts, undone, number) &&
    !takesMoreThanItCreated(acts, undone, number) &&
    hasItsContacts(acts, undone, number)
  );
}

/**
 * Its contact was deleted since: a task comes back alone and an entry cannot, where the acts gone through anew would
 * take both along with the contact.
 */
function comesBackWithoutContact(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const before = replay(acts.slice(0, number), undone);
  const there = replay(acts, undone);
  return (acts[number] as Act).some((one) => {
    const contact = before.get(one.key)?.['contact_id'];
    return one.does === 'delete' && typeof contact === 'string' && !there.has(contact);
  });
}

/** A task that left a contact stays when that contact is deleted; the acts gone through anew would take it along. */
function takesMoreThanItCreated(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const created = (acts[number] as Act).filter(({ does }) => does === 'create').map(({ key }) => key);
  const after = replay(acts, new Set([...undone, number]));
  return [...replay(acts, undone).keys()].some((key) => !after.has(key) && !created.includes(key));
}

/** A task that went with a contact whose link to it is undone: it stays with that contact's deletion. */
function movesWhatWentWithAContact(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const there = replay(acts, undone);
  return (acts[number] as Act).some(
    (one) => one.does === 'edit' && one.kind === 'tasks' && 'contact_id' in one.fields && !there.has(one.key),
  );
}

/** An entry cannot come back without its contact. */
function hasItsContacts(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const after = replay(acts, new Set([...undone, number]));
  return [...after.values()].every(({ kind, contact_id }) => kind !== 'interactions' || after.has(String(contact_id)));
}

/** An act is done again where whatever it uses is there: no act that created it is undone. */
export function allowsRedo(acts: Act[], undone: ReadonlySet<number>, number: number): boolean {
  const without = new Set([...undone].filter((other) => other !== number));
  const created = (one: number) => (acts[one] as Act).filter(({ does }) => does === 'create').map(({ key }) => key);
  const missing = new Set([...without].flatMap(created));
  const uses = (one: Operation) => [one.key, ...(one.does === 'delete' ? [] : Object.values(one.fields))];
  if ((acts[number] as Act).some((one) => uses(one).some((key) => missing.has(String(key))))) return false;
  const there = replay(acts, without);
  if (movesToAGoneContact(acts[number] as Act, replay(acts, undone), there)) return false;
  return [...there.values()].every(({ kind, contact_id }) => kind !== 'interactions' || there.has(String(contact_id)));
}

/**
 * A task that is moved again to a contact that was deleted since stays alone; the acts gone through anew would take it
 * along.
 */
function movesToAGoneContact(act: Act, before: World, after: World): boolean {
  return act.some(({ does, kind, key }) => does === 'edit' && kind === 'tasks' && before.has(key) && !after.has(key));
}

const letters = fc.constantFrom('a', 'b', 'c', 'd');
const statuses = fc.constantFrom('lead', 'prospect', 'customer');

/** Acts that can happen one after another: each is made from what is there when it comes. */
export const actArbitrary: fc.Arbitrary<Act[]> = fc
  .array(
    fc.array(fc.record({ does: fc.nat(9), which: fc.nat(50), other: fc.nat(50), text: letters, status: statuses }), {
      minLength: 1,
      maxLength: 3,
    }),
    { minLength: 2, maxLength: 12 },
  )
  .map(toActs);

interface Draw {
  does: number;
  which: number;
  other: number;
  text: string;
  status: string;
}

function toActs(draws: Draw[][]): Act[] {
  const world: World = new Map();
  let made = 0;
  const acts = draws.map((act) =>
    act.flatMap((draw) => {
      const operation = changing(
        world,
        toOperation(world, draw, () => ++made),
      );
      if (operation) apply(world, operation);
      return operation ? [operation] : [];
    }),
  );
  return acts.filter((act) => act.length > 0);
}

function toOperation(world: World, draw: Draw, next: () => number): Operation {
  const { does, which, text, status } = draw;
  const records = [...world];
  if (does <= 3 || records.length === 0) return creation(world, draw, next);
  const [key, { kind }] = records[which % records.length] as [string, Fields & { kind: Kind }];
  if (does === 9) return { does: 'delete', kind, key };
  if (kind === 'companies') return { does: 'edit', kind, key, fields: { name: text } };
  if (kind === 'interactions') return { does: 'edit', kind, key, fields: { content: text } };
  const linked =
    kind === 'contacts'
      ? { company_id: pick(world, 'companies', draw.other) }
      : { contact_id: pick(world, 'contacts', draw.other) };
  if (does === 4) return { does: 'edit', kind, key, fields: linked };
  const taskStatus = status === 'customer' ? 'done' : 'todo';
  if (kind === 'tasks')
    return { does: 'edit', kind, key, fields: does < 7 ? { title: text } : { title: text, status: taskStatus } };
  return { does: 'edit', kind, key, fields: does < 7 ? { first_name: text } : { first_name: text, status } };
}

/** What sets a field to what it is already changes nothing. */
function changing(world: World, operation: Operation): Operation | undefined {
  if (operation.does !== 'edit') return operation;
  const record = world.get(operation.key) as Fields;
  const fields = Object.fromEntries(Object.entries(operation.fields).filter(([name, value]) => record[name] !== value));
  return Object.keys(fields).length === 0 ? undefined : { ...operation, fields };
}

function creation(world: World, { does, other, text, status }: Draw, next: () => number): Operation {
  const contact = pick(world, 'contacts', other);
  if (does === 0) return { does: 'create', kind: 'companies', key: `o${next()}`, fields: { name: text } };
  if (does === 2 && contact)
    return { does: 'create', kind: 'interactions', key: `i${next()}`, fields: { content: text, contact_id: contact } };
  if (does === 3)
    return {
      does: 'create',
      kind: 'tasks',
      key: `t${next()}`,
      fields: { title: text, status: 'todo', contact_id: contact },
    };
  const company_id = pick(world, 'companies', other);
  return { does: 'create', kind: 'contacts', key: `c${next()}`, fields: { first_name: text, status, company_id } };
}

function pick(world: World, kind: Kind, which: number): string | null {
  const keys = [...world].filter(([, record]) => record.kind === kind).map(([key]) => key);
  return which % (keys.length + 1) === 0 ? null : (keys[which % keys.length] as string);
}
