import type { Response } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { truncate } from '../core/truncate.ts';
import { currentMoment } from '../http/request.ts';
import { parseDate } from '../i18n/dates.ts';
import { maxTitleLength } from '../tasks/tasks.schema.ts';
import type { NextChoice } from './interactions.schema.ts';
import type { NextStepTask } from './logInteraction.service.ts';
import { nextStepDate } from './nextStepDate.ts';

interface NextFields {
  next: NextChoice;
  /** The typed date; only used when `next` is `date`. */
  next_date?: string;
  next_title: string;
}

/** The task of a chosen next step; without a title it says to follow up with the person. */
export function nextStepTask(
  res: Response,
  { next, next_date = '', next_title }: NextFields,
  person: { first_name: string; last_name: string },
): NextStepTask | undefined {
  const due_date = nextStepDate(next, parseDate(next_date) ?? null, currentMoment(res.req).today);
  if (due_date === null) return undefined;
  const usual = res.locals.t('interactions.next.defaultTitle', { name: fullName(person) });
  return { title: next_title || truncate(usual, maxTitleLength), due_date };
}
