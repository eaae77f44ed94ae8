import type { Request } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { truncate } from '../core/truncate.ts';
import { momentOf } from '../http/request.ts';
import { readDate } from '../i18n/dates.ts';
import { titleLength } from '../tasks/tasks.schema.ts';
import type { NextChoice } from './interactions.schema.ts';
import type { NextTask } from './interactions.service.ts';
import { dateOfNext } from './nextStepDate.ts';

interface NextFields {
  next: NextChoice;
  /** As typed; looked at only when it is the one chosen. */
  next_date?: string;
  next_title: string;
}

/** The task that the fields of the next step ask for; without words of its own it is to follow up with the person. */
export function nextTaskOf(
  req: Request,
  { next, next_date = '', next_title }: NextFields,
  person: { first_name: string; last_name: string },
): NextTask | undefined {
  const due_date = dateOfNext(next, readDate(next_date) ?? null, momentOf(req).today);
  if (due_date === null) return undefined;
  const usual: string = req.res?.locals['t']('interactions.next.title', { name: fullName(person) });
  return { title: next_title || truncate(usual, titleLength), due_date };
}
