import { type ContactPoint, type ContactPointKind, contactPointKey } from '../../contacts/contactPoints.ts';
import type { PersonFields } from './storedPerson.ts';

/** The points of both, those of `first` before the others, each once. */
export function mergePoints(kind: ContactPointKind, first: PersonFields, second: PersonFields): Partial<PersonFields> {
  const known = new Map<string, ContactPoint>();
  for (const point of [...pointsOf(kind, first), ...pointsOf(kind, second)]) {
    const key = contactPointKey(kind, point.value);
    const same = known.get(key);
    if (!same) known.set(key, point);
    else if (same.label === 'other') known.set(key, { ...same, label: point.label });
  }
  return columnsOf(kind, [...known.values()]);
}

function pointsOf(kind: ContactPointKind, person: PersonFields): ContactPoint[] {
  const main = { label: person[`${kind}_label`], value: person[kind] };
  return main.value === '' ? person[`more_${kind}s`] : [main, ...person[`more_${kind}s`]];
}

function columnsOf(kind: ContactPointKind, [main, ...more]: ContactPoint[]): Partial<PersonFields> {
  return { [kind]: main?.value ?? '', [`${kind}_label`]: main?.label ?? 'other', [`more_${kind}s`]: more };
}
