import type { Request } from 'express';
import { draftValues } from './formDraft.ts';

/** One field of a record that says something else than what was typed. Both in words, as a page would show them. */
export interface Difference {
  label: string;
  theirs: string;
  mine: string;
}

/** What a form that changes a record carries: the version it was made from, and what was saved meanwhile. */
export interface Edited {
  version: string;
  /** When the version that is saved now was saved. */
  at: Date;
  /** Not empty: somebody else, or the same person in another window, saved the record after the form was opened. */
  differences: Difference[];
}

interface Versioned {
  updated_at: Date;
}

/** For the view of a form. With differences the form is about the present version, so that saving it again is a choice. */
export function editedOf(req: Request, record: Versioned, differences: Difference[] = []): Edited {
  const present = versionOf(record);
  // A form shown again keeps the version it was made from, also over a sign-in in between.
  const seen = versionIn(req.body) ?? versionIn(draftValues(['version'])) ?? present;
  return { version: String(differences.length > 0 ? present : seen), at: record.updated_at, differences };
}

/** The version of a record as a form carries it: when it was last changed, in milliseconds. */
export function versionOf({ updated_at }: Versioned): number {
  return updated_at.getTime();
}

/**
 * The version a form was made from, in milliseconds. Without one (a client that never saw the form) it is undefined and
 * the record is changed whatever it says; one that makes no sense is none of the record's.
 */
export function versionIn(body: unknown): number | undefined {
  const version = (body as { version?: unknown } | undefined)?.version;
  if (version === undefined) return undefined;
  return typeof version === 'string' && /^\d{1,15}$/.test(version) ? Number(version) : 0;
}

/** The fields in which what is saved and what was typed are not the same, in the order of the first. */
export function differencesOf<Name extends string>(
  label: (name: Name) => string,
  theirs: Record<Name, string>,
  mine: Record<Name, string>,
): Difference[] {
  const names = (Object.keys(theirs) as Name[]).filter((name) => theirs[name] !== mine[name]);
  return names.map((name) => ({ label: label(name), theirs: theirs[name], mine: mine[name] }));
}
