import type { Request, Response } from 'express';
import { type AiCard, aiCardOf } from '../ai/contactCard.ts';
import { fullName } from '../contacts/contactName.ts';
import { nextStepOf } from '../contacts/nextStep.ts';
import type { Pagination } from '../db/paginate.ts';
import { page } from '../http/page.ts';
import { pageNumber } from '../http/pageNumber.ts';
import { momentOf, ownedDb } from '../http/request.ts';
import { blankComposer, type ComposerForm } from '../interactions/interactions.schema.ts';
import type { TimelineRow } from '../interactions/interactions.service.ts';
import { beginning, byDay, type Day, isEdited } from '../interactions/timeline.ts';
import { type OpenTask, readContactPage, type ShownContact } from './contactPage.service.ts';

interface Locals {
  contact: ShownContact;
  form: ComposerForm;
  /** The open ones. */
  tasks: OpenTask[];
  days: Day<TimelineRow>[];
  pagination: Pagination;
  beginning: typeof beginning;
  isEdited: typeof isEdited;
  nextStepOf: typeof nextStepOf;
  aiCard: AiCard;
}

const view = page<Locals>('contacts/detail');

/** A person with all that was said and is to be done. */
export async function showContact(req: Request, res: Response, id: number): Promise<void> {
  const db = ownedDb(req);
  const moment = momentOf(req);
  const known = await readContactPage(db, id, pageNumber.parse(req.query['page']));
  const aiCard = await aiCardOf(db, known, moment);
  const { contact, tasks, said } = known;
  const { pagination, rows } = said;
  const timeline = { days: byDay(rows, moment.timeZone), pagination, beginning, isEdited };
  view(res, {
    title: fullName(contact),
    section: 'contacts',
    contact,
    form: blankComposer(),
    tasks,
    nextStepOf,
    aiCard,
    ...timeline,
  });
}
