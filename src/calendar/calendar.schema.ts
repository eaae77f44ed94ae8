import { z } from 'zod';
import { parseDate } from '../i18n/dates.ts';
import { oneOf, pageNumber } from '../validation/queryFields.ts';
import { calendarViews } from './calendarDates.ts';

/** A date in an address; one that is invalid or too far away counts as absent. */
const givenDate = z.string().transform(parseDate).optional().catch(undefined);

export const CalendarQuerySchema = z.object({
  date: givenDate,
  view: oneOf(calendarViews),
  /** Calls, emails and notes as well as meetings. */
  all: oneOf(['1']),
});

export const DayQuerySchema = z.object({ date: givenDate, all: oneOf(['1']), page: pageNumber });
