import { contentLine, plainLine } from '../core/contentLine.ts';
import { addDays } from '../i18n/dates.ts';

export interface CalendarEvent {
  /** Must stay the same each time the event is read. */
  uid: string;
  changed: Date;
  summary: string;
  description?: string;
  location?: string;
  url?: string;
  /** A whole day, or a time with its length. */
  when: { date: string } | { start: Date; minutes: number };
  /** In other years, 29 February becomes the 28th. */
  isYearly?: boolean;
  /** Does not make its owner busy. */
  isFree?: boolean;
}

/** An iCalendar file (RFC 5545) as Google, Apple and Outlook read it. */
export function icalendar(events: CalendarEvent[], name?: string): string {
  return [
    plainLine('BEGIN', 'VCALENDAR'),
    plainLine('VERSION', '2.0'),
    plainLine('PRODID', '-//Mini CRM//Calendar//EN'),
    plainLine('CALSCALE', 'GREGORIAN'),
    ...(name ? feedLines(name) : []),
    ...events.flatMap(eventLines),
    plainLine('END', 'VCALENDAR'),
  ].join('');
}

/** The name of the calendar for subscribing programs, and how often they may refresh it. */
function feedLines(name: string): string[] {
  return [
    contentLine('NAME', name),
    contentLine('X-WR-CALNAME', name),
    plainLine('REFRESH-INTERVAL;VALUE=DURATION', 'PT1H'),
    plainLine('X-PUBLISHED-TTL', 'PT1H'),
  ];
}

function eventLines(event: CalendarEvent): string[] {
  const { uid, changed, summary, description = '', location = '', url = '', isFree = false } = event;
  return [
    plainLine('BEGIN', 'VEVENT'),
    contentLine('UID', uid),
    plainLine('DTSTAMP', instant(changed)),
    plainLine('LAST-MODIFIED', instant(changed)),
    ...whenLines(event),
    contentLine('SUMMARY', summary),
    ...(description ? [contentLine('DESCRIPTION', description)] : []),
    ...(location ? [contentLine('LOCATION', location)] : []),
    ...(url ? [plainLine('URL', url)] : []),
    plainLine('TRANSP', isFree ? 'TRANSPARENT' : 'OPAQUE'),
    plainLine('X-MICROSOFT-CDO-BUSYSTATUS', isFree ? 'FREE' : 'BUSY'),
    plainLine('END', 'VEVENT'),
  ];
}

function whenLines({ when, isYearly = false }: CalendarEvent): string[] {
  if ('start' in when) {
    const end = new Date(when.start.getTime() + when.minutes * 60_000);
    return [plainLine('DTSTART', instant(when.start)), plainLine('DTEND', instant(end))];
  }
  return [
    plainLine('DTSTART;VALUE=DATE', day(when.date)),
    plainLine('DTEND;VALUE=DATE', day(addDays(when.date, 1))),
    ...(isYearly ? [plainLine('RRULE', yearly(when.date))] : []),
    plainLine('X-MICROSOFT-CDO-ALLDAYEVENT', 'TRUE'),
  ];
}

function yearly(date: string): string {
  return date.endsWith('-02-29') ? 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1' : 'FREQ=YEARLY';
}

/** 20261129T140500Z */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function day(date: string): string {
  return date.replaceAll('-', '');
}
