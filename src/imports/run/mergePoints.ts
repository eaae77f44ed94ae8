import type { ContactPoint } from '../../contacts/contactPoints.ts';
import { digitsOnly, fold } from '../../db/sql/fold.ts';
import type { PersonFields } from './storedPerson.ts';

type Kind = 'email' | 'phone';

const keyOf: Record<Kind, (value: string) => string> = {
  email: fold,
  // Numbers are compared by their ends, since the country's prefix may be missing.
  phone: (value) => digitsOnly(value).replace(/^0+/, '').slice(-9) || fold(value),
};

/** The points of both, those of `first` before the others, each once. */
export function mergePoints(kind: Kind, first: PersonFields, second: PersonFields): Partial<PersonFields> {
  const known = new Map<string, ContactPoint>();
  for (const point of [...pointsOf(kind, first), ...pointsOf(kind, second)]) {
    const key = keyOf[kind](point.value);
    const same = known.get(key);
    if (!same) known.set(key, point);
    else if (same.label === 'other') known.set(key, { ...same, label: point.label });
  }
  return columnsOf(kind, [...known.values()]);
}

function pointsOf(kind: Kind, person: PersonFields): ContactPoint[] {
  const main = { label: person[`${kind}_label`], value: person[kind] };
  return main.value === '' ? person[`more_${kind}s`] : [main, ...person[`more_${kind}s`]];
}

function columnsOf(kind: Kind, [main, ...more]: ContactPoint[]): Partial<PersonFields> {
  return { [kind]: main?.value ?? '', [`${kind}_label`]: main?.label ?? 'other', [`more_${kind}s`]: more };
}
