import type { Request } from 'express';
import type { Cause } from '../../db/acts.ts';
import { readLastWriter } from '../../db/lastWriter.ts';
import type { RecordTable } from '../../db/rowLocks.ts';
import type { VersionConflict } from '../../db/versionConflict.ts';
import { localDate } from '../../i18n/dates.ts';
import { currentMoment, getDatabase, ownedDb, signedInUser } from '../request.ts';
import { draftValues } from './formDraft.ts';

export interface Difference {
  label: string;
  current: string;
  submitted: string;
}

/** A record that was saved after its form had been opened. */
export interface EditConflict {
  differences: Difference[];
  /** Undefined when the history does not know the editor, or when it was not a person. */
  editor: 'self' | { username: string } | undefined;
}

export interface EditState {
  version: string;
  savedAt: Date;
  isSavedToday: boolean;
  conflict: EditConflict | undefined;
}

interface Versioned {
  id: number;
  updated_at: Date;
}

interface Edit<Row, Saved> {
  table: RecordTable;
  record: Row;
  /** Saves the form if the record still has this version; undefined saves over any version. */
  save(record: Row, version: number | undefined): Promise<Saved | VersionConflict>;
  reload(): Promise<Row>;
  compare(current: Row): Difference[] | Promise<Difference[]>;
}

type EditResult<Row, Saved> = { saved: Saved } | { saved?: never; current: Row; conflict: EditConflict };

/** Saves an edit form. If the record was saved meanwhile, returns it and its differences from the form. */
export async function saveUnlessChanged<Row extends Versioned, Saved extends object>(
  req: Request,
  { table, record, save, reload, compare }: Edit<Row, Saved>,
): Promise<EditResult<Row, Saved>> {
  let current = record;
  let version = submittedVersion(req.body);
  for (;;) {
    const saved = await save(current, version);
    if (!isConflict(saved)) return { saved };
    current = await reload();
    const differences = await compare(current);
    if (differences.length > 0) {
      return { current, conflict: { differences, editor: await findEditor(req, table, current.id, version) } };
    }
    // Both say the same, so there is nothing to choose.
    version = recordVersion(current);
  }
}

async function findEditor(req: Request, table: RecordTable, id: number, version = 0): Promise<EditConflict['editor']> {
  const writer = await readLastWriter(ownedDb(req), table, id, version);
  if (!writer || writer.actor_id === null || !manualCauses.includes(writer.cause)) return undefined;
  if (writer.actor_id === signedInUser(req).id) return 'self';
  const where = { id: writer.actor_id };
  return (await getDatabase(req).prisma.user.findUnique({ where, select: { username: true } })) ?? undefined;
}

/** Causes of changes that people make on pages of the application. */
const manualCauses: Cause[] = ['form', 'bulk', 'merge', 'undo', 'restore'];

/** The state for a record's form. After a conflict its version is the present one, so that saving again is a choice. */
export function editState(req: Request, record: Versioned, conflict?: EditConflict): EditState {
  const present = recordVersion(record);
  const opened = submittedVersion(req.body) ?? submittedVersion(draftValues(['version'])) ?? present;
  const savedAt = record.updated_at;
  const { timeZone, today } = currentMoment(req);
  const isSavedToday = localDate(timeZone, savedAt) === today;
  return { version: String(conflict ? present : opened), savedAt, isSavedToday, conflict };
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
