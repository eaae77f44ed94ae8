import { Router } from 'express';
import { type AiCard, buildAiCard } from '../ai/aiCard.ts';
import {
  type ContactFacts,
  type OpenTask,
  readContactFacts,
  type ShownContact,
} from '../contactFacts/contactFacts.service.ts';
import { birthdayDetails } from '../contacts/birthday.ts';
import { fullName } from '../contacts/contactName.ts';
import { excerpt } from '../core/excerpt.ts';
import type { Pagination } from '../db/paginate.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { page } from '../http/page.ts';
import { currentMoment, idParam, ownedDb, signedInUser } from '../http/request.ts';
import { blankComposer } from '../interactions/blankComposer.ts';
import type { ComposerForm } from '../interactions/interactions.schema.ts';
import type { TimelineRow } from '../interactions/interactions.service.ts';
import { groupByDay, type TimelineDay } from '../interactions/timeline.ts';
import { listOpenMerges, type OpenMerge } from '../merge/openMerges.service.ts';
import { type DueTask, dueAmong } from '../tasks/dueTasks.service.ts';
import { pageNumber } from '../validation/queryFields.ts';
import { contactSnoozeRouter } from './contactSnooze.router.ts';
import { contactStarRouter } from './contactStar.router.ts';
import { contactStatusRouter } from './contactStatus.router.ts';
import { type CountedType, countByType } from './countByType.ts';
import { type MessageLinks, messageLinks } from './messageLinks.ts';
import { type ShownPhone, shownPhones } from './shownPoints.ts';

/** The page of a contact, composed of the contact, its interactions, its open tasks and the AI card. */
export const contactPageRouter = Router();

contactPageRouter.use(contactStatusRouter, contactStarRouter, contactSnoozeRouter);

interface Locals {
  contact: ShownContact;
  form: ComposerForm;
  due: DueTask[];
  tasks: OpenTask[];
  days: TimelineDay<TimelineRow>[];
  pagination: Pagination;
  counts: CountedType[];
  /** The newest entry; absent on the further pages of the history. */
  latest: TimelineRow | undefined;
  excerpt: typeof excerpt;
  messageLinks: MessageLinks;
  phones: ShownPhone[];
  birthday: ReturnType<typeof birthdayDetails> | undefined;
  aiCard: AiCard;
  merges: OpenMerge[];
  /** The list that the contact was opened from. */
  listPath: string | undefined;
}

const view = page<Locals>('contactPage/page');

contactPageRouter.get('/:id', async (req, res) => {
  const db = ownedDb(req);
  const moment = currentMoment(req);
  const facts = await readContactFacts(db, idParam(req), pageNumber.parse(req.query['page']));
  const aiCard = await buildAiCard(db, facts);
  const { contact, tasks, interactions, interactionCounts } = facts;
  view(res, {
    title: fullName(contact),
    section: 'contacts',
    contact,
    tasks,
    aiCard,
    ...composer(tasks, moment.today, req.query['type']),
    ...timeline(interactions, moment.timeZone),
    counts: countByType(interactionCounts),
    excerpt,
    messageLinks: messageLinks(contact.phone, signedInUser(req)),
    listPath: returnPath(req),
    merges: facts.wasMerged ? await listOpenMerges(db, 'contacts', contact.id, moment.now) : [],
    phones: shownPhones(contact, signedInUser(req)),
    birthday: contact.birthday === '' ? undefined : birthdayDetails(contact.birthday, moment.today),
  });
});

function composer(tasks: OpenTask[], today: string, type: unknown): Pick<Locals, 'form' | 'due'> {
  const due = dueAmong(tasks, today);
  return { form: blankComposer(due, type), due };
}

function timeline(
  { rows, pagination }: ContactFacts['interactions'],
  timeZone: string,
): Pick<Locals, 'days' | 'pagination' | 'latest'> {
  return { days: groupByDay(rows, timeZone), pagination, latest: pagination.page === 1 ? rows[0] : undefined };
}
