import {
  type ContactPoint,
  type ContactPointKind,
  contactPointKey,
  contactPointsOf,
} from '../../contacts/contactPoints.ts';
import type { PersonFields } from './storedPerson.ts';

/** Merges the emails or phones of both without duplicates; those of `first` come first. */
export function mergePoints(kind: ContactPointKind, first: PersonFields, second: PersonFields): Partial<PersonFields> {
  const known = new Map<string, ContactPoint>();
  for (const point of [...contactPointsOf(kind, first), ...contactPointsOf(kind, second)]) {
    const key = contactPointKey(kind, point.value);
    const same = known.get(key);
    if (!same) known.set(key, point);
    else if (same.label === 'other') known.set(key, { ...same, label: point.label });
  }
  return columnsOf(kind, [...known.values()]);
}

function columnsOf(kind: ContactPointKind, [main, ...more]: ContactPoint[]): Partial<PersonFields> {
  return { [kind]: main?.value ?? '', [`${kind}_label`]: main?.label ?? 'other', [`more_${kind}s`]: more };
}
