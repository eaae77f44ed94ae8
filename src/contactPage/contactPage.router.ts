import { Router } from 'express';
import { type AiCard, buildAiCard } from '../ai/aiCard.ts';
import { type OpenTask, readContactFacts, type ShownContact } from '../contactFacts/contactFacts.service.ts';
import { fullName } from '../contacts/contactName.ts';
import type { Pagination } from '../db/paginate.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { blankComposer } from '../interactions/blankComposer.ts';
import type { ComposerForm } from '../interactions/interactions.schema.ts';
import type { TimelineRow } from '../interactions/interactions.service.ts';
import { groupByDay, type TimelineDay } from '../interactions/timeline.ts';
import { type DueTask, dueAmong } from '../tasks/dueTasks.service.ts';
import { pageNumber } from '../validation/queryFields.ts';

/** The page of a contact, composed of the contact, its interactions, its open tasks and the AI card. */
export const contactPageRouter = Router();

interface Locals {
  contact: ShownContact;
  form: ComposerForm;
  due: DueTask[];
  tasks: OpenTask[];
  days: TimelineDay<TimelineRow>[];
  pagination: Pagination;
  aiCard: AiCard;
}

const view = page<Locals>('contactPage/page');

contactPageRouter.get('/:id', async (req, res) => {
  const db = ownedDb(req);
  const moment = currentMoment(req);
  const facts = await readContactFacts(db, idParam(req), pageNumber.parse(req.query['page']));
  const aiCard = await buildAiCard(db, facts, moment);
  const { contact, tasks, interactions } = facts;
  const days = groupByDay(interactions.rows, moment.timeZone);
  const due = dueAmong(tasks, moment.today);
  const timeline = { form: blankComposer(due, req.query['type']), due, days, pagination: interactions.pagination };
  view(res, { title: fullName(contact), section: 'contacts', contact, tasks, aiCard, ...timeline });
});
