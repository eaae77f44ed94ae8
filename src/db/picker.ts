export interface PickerOption {
  id: number;
  label: string;
  detail?: string;
  similar?: true;
}

export const optionLimit = 50;

/** `<name>` is a selected id, `<name>_name` a typed name, which wins, `<name>_pick` an id, `new` or `none`. */
interface PickerInput {
  id: number | null;
  name: string;
  pick: string;
}

export interface PickerSource {
  has(id: number): Promise<boolean>;
  /** Ignores case and accents. */
  named(name: string): Promise<PickerOption[]>;
  like(name: string): Promise<PickerOption[]>;
  /** A name that resembles no record creates one without a question. */
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

export async function pickedName({ id, name, pick }: PickerInput, options: (id: number) => Promise<PickerOption[]>) {
  if (pick === 'none') return '';
  const chosen = /^\d+$/.test(pick) ? Number(pick) : name === '' ? id : null;
  if (chosen === null) return name;
  return (await options(chosen)).find((option) => option.id === chosen)?.label ?? '';
}

async function existing(id: number, source: PickerSource): Promise<Picked> {
  return (await source.has(id)) ? { kind: 'existing', id } : { kind: 'unclear', options: [] };
}
