/**
 * Choosing one record among many. `<name>` carries the id of a select of at most 50 options, `<name>_name` a typed name,
 * `<name>_pick` the answer when the typed name was not clear: an id, `new` to make that record, or `none`.
 * A typed name goes before the select, so that it works with scripts off.
 */
export interface PickerOption {
  id: number;
  label: string;
  /** What tells it from another of the same name. */
  detail?: string;
}

export const optionLimit = 50;

interface PickerInput {
  id: number | null;
  name: string;
  pick: string;
}

/** Where the records come from: a domain's service. */
export interface PickerSource {
  has(id: number): Promise<boolean>;
  /** Those of exactly this name, without regard to case and accents. */
  named(name: string): Promise<PickerOption[]>;
  /** Those whose name holds this text; at most a handful. */
  like(name: string): Promise<PickerOption[]>;
  /** A name that is like none there is makes a record of that name, unasked. */
  createsNew?: true;
}

export type Picked =
  | { kind: 'none' }
  | { kind: 'existing'; id: number }
  | { kind: 'new'; name: string }
  | { kind: 'unclear'; options: PickerOption[] };

export async function resolvePick({ id, name, pick }: PickerInput, source: PickerSource): Promise<Picked> {
  if (/^\d+$/.test(pick)) return existing(Number(pick), source);
  if (pick === 'none') return { kind: 'none' };
  if (name === '') return id === null ? { kind: 'none' } : existing(id, source);
  const named = await source.named(name);
  if (named.length === 1) return { kind: 'existing', id: (named[0] as PickerOption).id };
  if (pick === 'new') return { kind: 'new', name };
  const options = named.length > 0 ? named : await source.like(name);
  return options.length === 0 && source.createsNew ? { kind: 'new', name } : { kind: 'unclear', options };
}

/** What a picker's fields say in words: the name of the chosen one, else the name that was typed. */
export async function pickedName({ id, name, pick }: PickerInput, options: (id: number) => Promise<PickerOption[]>) {
  if (pick === 'none') return '';
  const chosen = /^\d+$/.test(pick) ? Number(pick) : name === '' ? id : null;
  if (chosen === null) return name;
  return (await options(chosen)).find((option) => option.id === chosen)?.label ?? '';
}

async function existing(id: number, source: PickerSource): Promise<Picked> {
  return (await source.has(id)) ? { kind: 'existing', id } : { kind: 'unclear', options: [] };
}
