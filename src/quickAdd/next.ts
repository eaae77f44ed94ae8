import type { Request } from 'express';
import { fullName } from '../contacts/contactName.ts';
import { momentOf } from '../http/request.ts';
import { nextDate } from '../interactions/nextDate.ts';
import type { NextInput } from './quickAdd.schema.ts';
import type { Next } from './quickAdd.service.ts';

/** The task that the fields of the next step ask for; without words of its own it is to follow up with the person. */
export function nextOf(
  req: Request,
  { next, next_title }: NextInput,
  person: { first_name: string; last_name: string },
): Next | undefined {
  const due_date = nextDate(next, null, momentOf(req).today);
  if (due_date === null) return undefined;
  const usual: string = req.res?.locals['t']('interactions.next.title', { name: fullName(person) });
  return { title: next_title || [...usual].slice(0, 200).join(''), due_date };
}
