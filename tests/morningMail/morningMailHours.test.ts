import { expect, test } from 'vitest';
import { momentIn } from '../../src/i18n/dates.ts';
import { isMorning } from '../../src/morningMail/morningMailHours.ts';

/** The clock changes of a year, and a day without one. */
const days = {
  'Europe/Warsaw': ['2026-03-29', '2026-10-25', '2026-07-01'],
  'America/New_York': ['2026-03-08', '2026-11-01', '2026-07-01'],
  'Asia/Kathmandu': ['2026-03-29', '2026-10-25', '2026-07-01'],
  'Pacific/Auckland': ['2026-04-05', '2026-09-27', '2026-07-01'],
};
const cases = Object.entries(days).flatMap(([zone, dates]) => dates.map((date) => [zone, date] as const));

test.each(cases)('in %s on %s every hour is due from its time on, until noon', (zone, date) => {
  const minutes = Array.from(
    { length: 3 * 24 * 12 },
    (_, at) => new Date(Date.parse(date) + (at * 5 - 24 * 60) * 60_000),
  );
  const moments = minutes.map((now) => momentIn(zone, now)).filter(({ today }) => today === date);
  for (let hour = 0; hour < 12; hour++) {
    const due = moments.filter((moment) => isMorning(moment, hour));
    const [first, last] = [due[0]?.time ?? '', due.at(-1)?.time ?? ''];
    // The hour that a clock change skips begins with the next one.
    const skipped = moments.every(({ time }) => Number(time.slice(0, 2)) !== hour);
    expect([Number(first.slice(0, 2)), first.slice(3)]).toEqual([skipped ? hour + 1 : hour, '00']);
    expect(last).toBe('11:55');
    // Once it is due it stays so until noon, but for the part of an hour that comes twice before it.
    const gaps = moments
      .slice(moments.indexOf(due[0] as never))
      .filter((one) => one.time < '12:00' && !due.includes(one));
    expect(gaps.every(({ time }) => Number(time.slice(0, 2)) < hour)).toBe(true);
  }
});
