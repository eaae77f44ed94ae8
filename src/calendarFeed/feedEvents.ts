import { fullName, saysName } from '../contacts/contactName.ts';
import { dateText, timeText } from '../i18n/dates.ts';
import type { Translate } from '../i18n/translate.ts';
import { instantAt } from '../interactions/wallTime.ts';
import { urls } from '../urls.ts';
import type { FeedBirthday, FeedEntry, FeedTask } from './feedContents.service.ts';
import type { CalendarEvent } from './icalendar.ts';

/** Settings for writing events. */
export interface EventContext {
  t: Translate;
  timeZone: string;
  /** `https://crm.example.com` */
  origin: string;
  userId: number;
  /** Whether events include texts, phones and addresses. */
  details: boolean;
}

/** Timed events get the usual default length of calendars. */
const [taskMinutes, meetingMinutes] = [30, 60];

/** A task on its day, or at its time in the zone of its owner. It does not make anybody busy. */
export function taskEvent(task: FeedTask, { timeZone, origin, userId, details }: EventContext): CalendarEvent {
  const [date, time] = [dateText(task.due_date) as string, timeText(task.due_time)];
  const start = time === null ? undefined : instantAt(`${date}T${time}`, timeZone);
  const name = nameOf(task);
  return {
    uid: uidOf('task', userId, task),
    changed: task.updated_at,
    summary: name && !saysName(task.title, personOf(task)) ? `${task.title} – ${name}` : task.title,
    ...(details && { description: lines(task.description, name, task.phone), location: oneLine(task.address) }),
    url: origin + urls.taskEdit(task.id),
    when: start ? { start, minutes: taskMinutes } : { date },
    isFree: true,
  };
}

export function entryEvent(entry: FeedEntry, { t, origin, userId, details }: EventContext): CalendarEvent {
  const type = t(`interactions.shortType.${entry.interaction_type}`);
  return {
    uid: uidOf('entry', userId, entry),
    changed: entry.updated_at,
    summary: `${type}: ${nameOf(entry)}`,
    ...(details && { description: lines(entry.content, entry.phone), location: oneLine(entry.address) }),
    url: origin + urls.contactEntry(entry.contact_id, entry.id),
    when: { start: entry.occurred_at, minutes: meetingMinutes },
  };
}

export function birthdayEvent(person: FeedBirthday, { t, origin, userId, details }: EventContext): CalendarEvent {
  return {
    uid: uidOf('birthday', userId, person),
    changed: person.updated_at,
    summary: t('calendar.feed.birthday', { name: nameOf(person) }),
    ...(details && { description: lines(person.phone) }),
    url: origin + urls.contact(person.id),
    when: { date: firstShown(person.birthday) },
    isYearly: true,
    isFree: true,
  };
}

/** In a leap year, so that it can be 29 February; nobody scrolls back further. */
const firstYear = 2000;

function firstShown(birthday: string): string {
  const year = Number.parseInt(birthday, 10);
  return year > firstYear ? birthday : `${firstYear}-${birthday.slice(-5)}`;
}

/** The creation time makes ids differ between installations. */
function uidOf(kind: string, userId: number, { id, created_at }: { id: number; created_at: Date }): string {
  return `${kind}-${userId}-${id}-${created_at.getTime().toString(36)}@mini-crm`;
}

function personOf({ first_name, last_name }: Partial<FeedEntry>) {
  return { first_name: first_name ?? '', last_name: last_name ?? '' };
}

function nameOf(person: Partial<FeedEntry>): string {
  return fullName(personOf(person));
}

function lines(...texts: (string | null | undefined)[]): string {
  return texts.filter(Boolean).join('\n');
}

function oneLine(address: string | null | undefined): string {
  return (address ?? '').replace(/\s*\n\s*/g, ', ');
}
