import type { Request } from 'express';
import type { VersionConflict } from '../../db/versionConflict.ts';
import { draftValues } from './formDraft.ts';

export interface Difference {
  label: string;
  current: string;
  submitted: string;
}

export interface EditState {
  version: string;
  savedAt: Date;
  differences: Difference[];
}

interface Versioned {
  updated_at: Date;
}

interface Edit<Row, Saved> {
  record: Row;
  /** Saves the form if the record still has this version; undefined saves over any version. */
  save(record: Row, version: number | undefined): Promise<Saved | VersionConflict>;
  reload(): Promise<Row>;
  compare(current: Row): Difference[] | Promise<Difference[]>;
}

type EditResult<Row, Saved> = { saved: Saved } | { saved?: never; current: Row; differences: Difference[] };

/** Saves an edit form, or returns the record as it was saved meanwhile and how it differs from the form. */
export async function saveUnlessChanged<Row extends Versioned, Saved extends object>(
  { body }: Request,
  { record, save, reload, compare }: Edit<Row, Saved>,
): Promise<EditResult<Row, Saved>> {
  let current = record;
  let version = submittedVersion(body);
  for (;;) {
    const saved = await save(current, version);
    if (!isConflict(saved)) return { saved };
    current = await reload();
    const differences = await compare(current);
    if (differences.length > 0) return { current, differences };
    // Both say the same, so there is nothing to choose.
    version = recordVersion(current);
  }
}

/** The state for a record's form. After a conflict its version is the present one, so that saving again is a choice. */
export function editState(req: Request, record: Versioned, differences: Difference[] = []): EditState {
  const present = recordVersion(record);
  const opened = submittedVersion(req.body) ?? submittedVersion(draftValues(['version'])) ?? present;
  return { version: String(differences.length > 0 ? present : opened), savedAt: record.updated_at, differences };
}

export function findDifferences<Name extends string>(
  label: (name: Name) => string,
  current: Record<Name, string>,
  submitted: Record<Name, string>,
): Difference[] {
  const names = (Object.keys(current) as Name[]).filter((name) => current[name] !== submitted[name]);
  return names.map((name) => ({ label: label(name), current: current[name], submitted: submitted[name] }));
}

function isConflict(saved: object): saved is VersionConflict {
  return 'conflict' in saved;
}

function recordVersion({ updated_at }: Versioned): number {
  return updated_at.getTime();
}

/** In milliseconds; undefined when the client never saw the form. A malformed version matches no record. */
function submittedVersion(body: unknown): number | undefined {
  const version = (body as { version?: unknown } | undefined)?.version;
  if (version === undefined) return undefined;
  return typeof version === 'string' && /^\d{1,15}$/.test(version) ? Number(version) : 0;
}
