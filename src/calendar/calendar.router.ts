import { type Response, Router } from 'express';
import { birthdayDetails } from '../contacts/birthday.ts';
import { excerpt } from '../core/excerpt.ts';
import { type Pagination, paginate } from '../db/paginate.ts';
import { page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { addDays, parseDate } from '../i18n/dates.ts';
import { urls } from '../urls.ts';
import { CalendarQuerySchema, DayQuerySchema } from './calendar.schema.ts';
import { type Period, periodOf } from './calendarDates.ts';
import { type CalendarDay, readDays } from './calendarDays.service.ts';
import { contactDetails } from './contactDetails.ts';
import { type ShownDay, shownDay } from './dayItems.ts';

/** `/calendar/`: a month or a week with tasks, meetings and birthdays, and the page of a day. */
export const calendarRouter = Router();

interface CalendarLocals {
  period: Period;
  days: ShownDay[];
  date: string;
  all: boolean;
}

interface DayLocals {
  day: CalendarDay;
  all: boolean;
  pagination: Pagination;
  /** Undefined beyond the dates that forms accept. */
  previous: string | undefined;
  next: string | undefined;
  contactDetails: typeof contactDetails;
  ageOn: (birthday: string) => number | undefined;
  excerpt: typeof excerpt;
}

const calendarView = page<CalendarLocals>('calendar/calendar');
const dayView = page<DayLocals>('calendar/day');

const shown = { month: { maxItems: 4, maxBirthdays: 1 }, week: { maxItems: 12, maxBirthdays: 3 } } as const;
const dayRows = 100;

calendarRouter.get('/', async (req, res) => {
  const { today, timeZone } = currentMoment(req);
  const { view = 'month', date = today, ...query } = CalendarQuerySchema.parse(req.query);
  const [period, limits, all] = [periodOf(view, date), shown[view], query.all !== undefined];
  const days = await readDays(ownedDb(req), period.days, { timeZone, all, limit: limits.maxItems });
  showCalendar(res, { period, date, all, days: days.map((day) => shownDay(day, limits, res.locals.format.time)) });
});

calendarRouter.get('/:date', async (req, res) => {
  const { date, page, ...query } = DayQuerySchema.parse({ ...req.query, date: req.params.date });
  if (date !== req.params.date) return res.redirect(303, date ? urls.calendarDay(date) : urls.calendar());
  const [all, skip] = [query.all !== undefined, (page - 1) * dayRows];
  const { timeZone } = currentMoment(req);
  const range = { timeZone, all, limit: dayRows, skip, detailed: true } as const;
  const [day] = (await readDays(ownedDb(req), [date], range)) as [CalendarDay];
  const pagination = paginate(longest(day), page, dayRows);
  if (pagination.page !== page) return res.redirect(303, urls.calendarDay(date, query));
  showDay(res, { day, all, pagination });
});

function showCalendar(res: Response, locals: CalendarLocals): void {
  const { view, first, last } = locals.period;
  const { format } = res.locals;
  const title = view === 'month' ? format.month(first) : format.dateRange(first, last);
  calendarView(res, { title: capitalize(title), section: 'calendar', ...locals });
}

function showDay(res: Response, locals: Pick<DayLocals, 'day' | 'all' | 'pagination'>): void {
  const { date } = locals.day;
  const ageOn = (birthday: string) => birthdayDetails(birthday, date).age;
  const title = capitalize(res.locals.format.longDate(date));
  const [previous, next] = [-1, 1].map((days) => parseDate(addDays(date, days)));
  dayView(res, { title, section: 'calendar', ...locals, previous, next, contactDetails, ageOn, excerpt });
}

/** The lists of all kinds are paged together, so the longest one decides. */
function longest({ task_count, done_count, entry_count, birthday_count }: CalendarDay): number {
  return Math.max(task_count, done_count, entry_count, birthday_count);
}

/** Polish begins names of months and days with a small letter, but not on top of a page. */
function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
