import { fullName } from '../contacts/contactName.ts';
import type { ComingBirthday } from '../dashboard/birthdays.ts';
import type { TodayTask } from '../dashboard/todayRows.ts';
import { dateText, daysBetween, type Moment, timeText } from '../i18n/dates.ts';
import { type Formatters, formatters } from '../i18n/format.ts';
import { type Locale, type Translate, translator } from '../i18n/translate.ts';
import { rhythmText } from '../keepInTouch/rhythm.ts';
import { urls } from '../urls.ts';
import type { MorningContents, PersonToReach } from './contents.service.ts';

interface MailLine {
  title: string;
  /** Empty when there is nothing to add. */
  detail: string;
  href: string;
}

export interface MailSection {
  kind: 'late' | 'today' | 'birthdays' | 'people';
  title: string;
  lines: MailLine[];
  /** How many are not listed, and where they are. */
  more: { text: string; href: string } | undefined;
}

/** The language and day of a mail, and where its links lead. */
export interface MailTexts {
  t: Translate;
  format: Formatters;
  moment: Moment;
  publicUrl: string;
}

export function mailTexts(locale: Locale, moment: Moment, publicUrl: string): MailTexts {
  return { t: translator(locale), format: formatters(locale, moment.timeZone), moment, publicUrl };
}

/** The sections of the mail, in words. Empty sections are left out. */
export function mailSections(contents: MorningContents, texts: MailTexts): MailSection[] {
  const { t } = texts;
  const sections: MailSection[] = [
    taskSection('late', contents.late, texts),
    taskSection('today', contents.today, texts),
    {
      kind: 'birthdays',
      title: t('morningMail.section.birthdays'),
      lines: contents.birthdays.people.map((birthday) => birthdayLine(birthday, texts)),
      more: moreOf(contents.birthdays.total - contents.birthdays.people.length, urls.dashboard(), texts),
    },
    {
      kind: 'people',
      title: t('morningMail.section.people'),
      lines: contents.people.map((person) => personLine(person, texts)),
      more: undefined,
    },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

function taskSection(kind: 'late' | 'today', { tasks, total }: MorningContents['late'], texts: MailTexts): MailSection {
  return {
    kind,
    title: texts.t(`morningMail.section.${kind}`),
    lines: tasks.map((task) => taskLine(kind, task, texts)),
    more: moreOf(total - tasks.length, `${urls.tasks()}#group-${kind}`, texts),
  };
}

function taskLine(kind: 'late' | 'today', task: TodayTask, { t, moment, publicUrl }: MailTexts): MailLine {
  const { contact, title } = task;
  const days = daysBetween(dateText(task.due_date) ?? moment.today, moment.today);
  const when = kind === 'late' ? t('tasks.row.late', { count: days }) : (timeText(task.due_time) ?? '');
  const about = contact ? [fullName(contact), contact.company ?? ''] : [];
  const href = publicUrl + (contact ? urls.contact(contact.id) : urls.taskEdit(task.id));
  return { title, detail: joined(when, ...about), href };
}

function birthdayLine({ age, person }: ComingBirthday, { t, publicUrl }: MailTexts): MailLine {
  const turns = age === undefined ? '' : t('dashboard.birthdays.age', { count: age });
  return {
    title: fullName(person),
    detail: joined(turns, person.company ?? ''),
    href: publicUrl + urls.contact(person.id),
  };
}

function personLine(person: PersonToReach, { t, format, moment, publicUrl }: MailTexts): MailLine {
  const when = format.ago(person.last_contact_at ?? person.created_at, moment.now);
  const last = person.last_contact_type
    ? t(`dashboard.today.lastBy.${person.last_contact_type}`, { when })
    : t('dashboard.today.never', { when });
  const why = person.touch_days === null ? t('dashboard.today.nothingPlanned') : rhythmText(t, person.touch_days);
  return {
    title: fullName(person),
    detail: joined(person.company ?? '', `${why}, ${last}`),
    href: publicUrl + urls.contact(person.id),
  };
}

function joined(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function moreOf(count: number, path: string, { t, format, publicUrl }: MailTexts): MailSection['more'] {
  if (count <= 0) return undefined;
  return { text: t('morningMail.more', format.counted(count)), href: publicUrl + path };
}
