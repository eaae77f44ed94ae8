import { fold } from '../db/sql/fold.ts';
import { instantAt } from '../interactions/wallTime.ts';

const months = [
  ['jan', 'sty'],
  ['feb', 'lut'],
  ['mar'],
  ['apr', 'kwi'],
  ['may', 'maj'],
  ['jun', 'cze'],
  ['jul', 'lip'],
  ['aug', 'sie'],
  ['sep', 'wrz'],
  ['oct', 'paz'],
  ['nov', 'lis'],
  ['dec', 'gru'],
];

const hoursOfZone: Record<string, number> = {
  utc: 0,
  gmt: 0,
  cet: 1,
  cest: 2,
  bst: 1,
  est: -5,
  edt: -4,
  pst: -8,
  pdt: -7,
};

/**
 * The instant of a date as mail programs write it in English or Polish (`Fri, Nov 27, 2026 at 11:30 PM`, `piątek, 27
 * listopada 2026 23:30`); undefined when it cannot be read. `timeZone` holds for dates that name no zone.
 */
export function parseMailDate(text: string, timeZone: string): Date | undefined {
  const words = fold(text.slice(0, 200)).replace(/[\u202f\u00a0]/g, ' ');
  if (/\d{4} \d{1,2}:\d{2}(:\d{2})? [+-]\d{4}/.test(words) && !Number.isNaN(Date.parse(words)))
    return new Date(Date.parse(words));
  const [date, time] = [dateIn(words), timeIn(words)];
  if (!date) return undefined;
  const offset = offsetIn(words);
  if (offset === undefined) return instantAt(`${date}T${time}`, timeZone);
  const instant = instantAt(`${date}T${time}`, 'UTC');
  return instant && new Date(instant.getTime() - offset * 3_600_000);
}

function dateIn(words: string): string | undefined {
  const iso = /\b(\d{4})[-/](\d{1,2})[-/](\d{1,2})\b/.exec(words);
  if (iso) return isoDate(iso[1], Number(iso[2]), iso[3]);
  const numeric = /\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(words);
  if (numeric) return dayAndMonth(numeric);
  return namedDate(words);
}

/** The day comes first, unless the other number cannot be a month. */
function dayAndMonth([, one, other, year]: RegExpExecArray): string {
  return Number(other) > 12 ? isoDate(year, Number(one), other) : isoDate(year, Number(other), one);
}

function namedDate(words: string): string | undefined {
  const dayFirst = /\b(\d{1,2})\.? ([a-z]{3,})\.?,? (\d{4})\b/.exec(words);
  const monthFirst = /\b([a-z]{3,})\.? (\d{1,2}),? (\d{4})\b/.exec(words);
  const [name = '', day = '', year = ''] = dayFirst
    ? [dayFirst[2], dayFirst[1], dayFirst[3]]
    : [monthFirst?.[1], monthFirst?.[2], monthFirst?.[3]];
  const month = months.findIndex((starts) => starts.some((start) => name.startsWith(start))) + 1;
  return month === 0 ? undefined : isoDate(year, month, day);
}

function isoDate(year = '', month: number, day = ''): string {
  return `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Noon where the text has no time. */
function timeIn(words: string): string {
  const [, hour, minute, half] = /\b(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])\.?m\b)?/.exec(words) ?? [];
  if (hour === undefined) return '12:00';
  const hours = half ? (Number(hour) % 12) + (half === 'p' ? 12 : 0) : Number(hour);
  return `${String(hours).padStart(2, '0')}:${minute}`;
}

function offsetIn(words: string): number | undefined {
  const [, sign = '', ahead, minutes] = /:\d{2} ?([+-])(\d{2}):?(\d{2})\b/.exec(words) ?? [];
  if (sign !== '') return Number(`${sign}1`) * (Number(ahead) + Number(minutes) / 60);
  const [, zone = '', hours] = /\b(utc|gmt|cest|cet|bst|est|edt|pst|pdt)\b(?: ?([+-]\d{1,2}))?/.exec(words) ?? [];
  return zone === '' ? undefined : (hoursOfZone[zone] ?? 0) + Number(hours ?? 0);
}
