import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import type { FeedContents } from './feed.service.ts';
import { listFeedBirthdays, listFeedMeetings, listFeedTasks } from './feedContents.service.ts';
import { birthdayEvent, type EventContext, entryEvent, taskEvent } from './feedEvents.ts';
import { icalendar } from './icalendar.ts';

/** The whole calendar as a text. */
export async function feedText(
  db: OwnedDb,
  contents: FeedContents,
  moment: Moment,
  context: EventContext,
): Promise<string> {
  const [tasks, meetings, birthdays] = await Promise.all([
    contents.tasks ? listFeedTasks(db, moment.today) : [],
    contents.meetings ? listFeedMeetings(db, moment) : [],
    contents.birthdays ? listFeedBirthdays(db, moment.today) : [],
  ]);
  const events = [
    ...tasks.map((task) => taskEvent(task, context)),
    ...meetings.map((entry) => entryEvent(entry, context)),
    ...birthdays.map((person) => birthdayEvent(person, context)),
  ];
  return icalendar(events, 'Mini CRM');
}
