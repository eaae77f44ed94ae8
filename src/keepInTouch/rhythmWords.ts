import { fold } from '../db/sql/fold.ts';
import { parseDays } from './rhythm.ts';

const daysOfUnits: [RegExp, number][] = [
  [/^(d|days?|dni|dzien|daily|codziennie|tag|tage)$/, 1],
  [/^(weeks?|weekly|tydzien|tygodnie|tygodni|tygodniowo|tyg|woche|wochen)$/, 7],
  [/^(months?|monthly|miesiac|miesiace|miesiecy|miesiecznie|mies|monat|monate)$/, 30],
  [/^(quarters?|quarterly|kwartal|kwartaly|kwartalnie|quartal|quartale)$/, 91],
  [/^(years?|yearly|annually|rok|lata|lat|rocznie|jahr|jahre)$/, 365],
];

/** Reads 30, "every 2 weeks", "co miesiąc", "quarterly" as a number of days; undefined for anything else. */
export function parseRhythm(text: string): number | undefined {
  const words = fold(text).replace(/^(every|each|co|alle|jede[nrs]?)\s+/, '');
  if (words === 'pol roku') return 182;
  const [, number = '1', unit = ''] = /^(\d{1,4})?\s*([a-z]*)\.?$/.exec(words.trim()) ?? [];
  if (unit === '') return parseDays(words.trim());
  const days = daysOfUnits.find(([pattern]) => pattern.test(unit))?.[1];
  return days && parseDays(String(wholeMonths(Number(number), days)));
}

/** Three, six and twelve months become the number of days that the forms use. */
function wholeMonths(number: number, days: number): number {
  const months = days === 30 ? { 3: 91, 6: 182, 12: 365 }[number] : undefined;
  return months ?? (days === 91 && number === 2 ? 182 : number * days);
}
