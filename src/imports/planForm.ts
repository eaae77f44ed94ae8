import type { Request, Response } from 'express';
import { HttpError } from '../http/errors.ts';
import type { FieldError } from '../http/forms/form.ts';
import { columnsProblem, type Plan, PlanSchema, planIn } from './imports.schema.ts';
import type { ImportRow } from './imports.service.ts';
import { sheetOf, showPreview } from './preview.ts';
import type { Sheet } from './sheet.ts';

export interface Planned {
  plan: Plan;
  sheet: Sheet;
  /** The people are read in another way than was shown. */
  differs: boolean;
}

/** What the form of a waiting import says; undefined when it makes no sense, and is shown again (422). */
export async function planFrom(req: Request, res: Response, waiting: ImportRow): Promise<Planned | undefined> {
  const shown = planIn(waiting.plan);
  const parsed = PlanSchema.safeParse({ ...req.body, columns: req.body?.['columns[]'] });
  if (!parsed.success) return refuse(req, res, waiting, shown, { key: 'forms.choice' });

  const read = await sheetOf(req, waiting.id, parsed.data);
  if (!read.ok) return refuse(req, res, waiting, shown, read.problem);
  const plan = { ...parsed.data, columns: fitting(parsed.data.columns, read.sheet) };
  const problem = problemOf(plan, read.sheet);
  if (problem) return refuse(req, res, waiting, plan, problem);
  return { plan, sheet: read.sheet, differs: readingOf(plan) !== readingOf(shown) };
}

/** The page of a waiting import, as it was left. */
export async function showWaiting(req: Request, res: Response, waiting: ImportRow): Promise<void> {
  const plan = planIn(waiting.plan);
  await show(req, res, waiting, plan, columnsProblem(plan.columns));
}

/** The same with what is wrong, 422. */
export async function refuse(
  req: Request,
  res: Response,
  waiting: ImportRow,
  plan: Plan,
  problem: FieldError,
): Promise<undefined> {
  await show(req, res.status(422), waiting, plan, problem);
}

async function show(req: Request, res: Response, waiting: ImportRow, plan: Plan, problem?: FieldError): Promise<void> {
  const read = await sheetOf(req, waiting.id, plan);
  // It was read when it came. Imported at this very moment, it is empty, and asked for again it shows the result.
  if (!read.ok) throw new HttpError(503);
  await showPreview(req, res, { waiting, sheet: read.sheet, plan, problem });
}

function fitting(columns: Plan['columns'], { width }: Sheet): Plan['columns'] {
  return Array.from({ length: width }, (_, at) => columns[at] ?? 'skip');
}

function problemOf({ header, columns }: Plan, { rows }: Sheet): FieldError | undefined {
  if (header && rows.length === 1) return { key: 'imports.problem.onlyHeader' };
  return columnsProblem(columns);
}

function readingOf({ encoding, header, columns }: Plan): string {
  return JSON.stringify([encoding, header, columns]);
}
