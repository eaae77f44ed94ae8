import type { Request, Response } from 'express';
import type { FieldError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { decode } from './encoding.ts';
import type { Plan } from './imports.schema.ts';
import { getFile, type ImportRow } from './imports.service.ts';
import type { Again } from './matchContacts.ts';
import { reasonOf } from './problemTable.ts';
import { type FaultyRow, type People, type Person, readPeople } from './readPeople.ts';
import { sortedOut } from './run.service.ts';
import { type Read, readSheet, type Sheet } from './sheet.ts';

/** A column of the file, on the page where it is given a field. */
export interface ColumnSample {
  heading: string;
  values: string[];
}

interface PreviewLocals {
  waiting: ImportRow;
  plan: Plan;
  problem: FieldError | undefined;
  columns: ColumnSample[];
  total: number;
  fresh: number;
  first: (Person | FaultyRow)[];
  faulty: FaultyRow[];
  again: Again[];
  reasonOf: typeof reasonOf;
}

const view = page<PreviewLocals>('imports/preview');
const rowsShown = 5;
const valuesShown = 3;

/** The cells of a waiting import, read with the letters of the plan. */
export async function sheetOf(req: Request, id: number, { encoding }: Plan): Promise<Read> {
  return readSheet(decode(await getFile(ownedDb(req), id), encoding));
}

interface Preview {
  waiting: ImportRow;
  sheet: Sheet;
  plan: Plan;
  problem?: FieldError | undefined;
}

/** What the rows will be, and how many of them are new, there already or cannot be imported. */
export async function showPreview(
  req: Request,
  res: Response,
  { waiting, sheet, plan, problem }: Preview,
): Promise<void> {
  const people = await readPeople(sheet, plan);
  const { fresh, again } = await sortedOut(ownedDb(req), people.good, 'skip');
  const title = res.locals['t']('imports.preview.title');
  view(res, {
    title,
    section: 'contacts',
    waiting,
    plan,
    problem,
    columns: samplesOf(sheet, plan, people),
    total: people.good.length + people.faulty.length,
    fresh: fresh.length,
    first: [...people.good.slice(0, rowsShown), ...people.faulty.slice(0, rowsShown)]
      .sort((a, b) => a.number - b.number)
      .slice(0, rowsShown),
    faulty: people.faulty,
    again,
    reasonOf,
  });
}

function samplesOf({ rows }: Sheet, { header }: Plan, { headings }: People): ColumnSample[] {
  const below = rows.slice(header ? 1 : 0, 200);
  return headings.map((heading, at) => {
    const values = below.map(({ cells }) => (cells[at] ?? '').trim()).filter(Boolean);
    return { heading, values: [...new Set(values)].slice(0, valuesShown) };
  });
}
