import { describe, expect, test } from 'vitest';
import { excerpt } from '../../src/core/excerpt.ts';
import { todaySentence } from '../../src/dashboard/sentence.ts';
import {
  type Candidates,
  type ContactWithoutNextStep,
  hiddenCounts,
  rankTodayRows,
  type TodayTask,
} from '../../src/dashboard/todayRows.ts';
import { upcomingDays } from '../../src/dashboard/upcoming.ts';
import { formatters } from '../../src/i18n/format.ts';
import { translator } from '../../src/i18n/translate.ts';

const today = '2026-03-12';
const now = new Date('2026-03-12T09:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

let nextId = 1;

function task(title: string, due: string): TodayTask {
  const given = { id: nextId++, title, due_date: new Date(due), due_time: null, priority: 'normal' };
  return { ...given, contact: null, last: null } as TodayTask;
}

function person(first_name: string, more: Partial<ContactWithoutNextStep> = {}): ContactWithoutNextStep {
  const none = { last_name: '', position: '', email: '', phone: '', company: '', last: null };
  const silent = { created_at: daysAgo(100), last_contact_at: null, last_contact_type: null };
  return { id: nextId++, first_name, ...none, ...silent, ...more };
}

const ranked = (given: Partial<Candidates>) => rankTodayRows({ late: [], today: [], people: [], ...given }, now);
const names = (given: Partial<Candidates>) =>
  ranked(given).map((row) => (row.kind === 'task' ? row.task.title : row.person.first_name));

describe('the ranking', () => {
  test('late tasks come first, then today’s, then people', () => {
    const tasks = { today: [task('today', today)], late: [task('late', '2026-03-11'), task('later', '2026-03-01')] };
    expect(names({ people: [person('Ada')], ...tasks })).toEqual(['late', 'later', 'today', 'Ada']);
  });

  test('orders people by their last interaction, oldest first; without one by their creation', () => {
    const people = [
      person('spoken 10 days ago', { last_contact_at: daysAgo(10) }),
      person('added today', { created_at: now }),
      person('spoken 90 days ago', { last_contact_at: daysAgo(90) }),
      person('added 30 days ago', { created_at: daysAgo(30) }),
    ];
    expect(names({ people })).toEqual(['spoken 90 days ago', 'added 30 days ago', 'spoken 10 days ago', 'added today']);
  });

  test('orders people of the same time by id; without people there are no rows', () => {
    const [a, b] = [person('a'), person('b')];
    expect(names({ people: [b, a] })).toEqual(['a', 'b']);
    expect(names({})).toEqual([]);
  });

  test('shows eight rows and counts the rest by kind', () => {
    const late = Array.from({ length: 5 }, () => task('late', '2026-03-01'));
    const rows = ranked({
      late,
      today: Array.from({ length: 4 }, () => task('today', today)),
      people: [person('Ada')],
    });
    expect(rows).toHaveLength(8);
    expect(hiddenCounts({ late: 5, today: 4, people: 12 }, rows)).toEqual({ late: 0, today: 1, people: 12 });
  });

  test.each([
    ['call', { phone: '1', email: 'a@example.com' }],
    ['write', { email: 'a@example.com' }],
    ['plan', {}],
    ['call', { phone: '1', last_contact_at: daysAgo(7) }],
    ['plan', { phone: '1', last_contact_at: daysAgo(6.9) }],
  ])('offers to %s for %j', (verb, ways) => {
    expect(ranked({ people: [person('Ada', ways)] })[0]?.verb).toBe(verb);
  });
});

describe('the sentence', () => {
  test.each([
    [{ late: 0, today: 0, people: 0 }, 'Nothing’s waiting for you today.', 'Dziś nic na Ciebie nie czeka.'],
    [
      { late: 0, today: 0, people: 1 },
      'Nothing is due today, but 1 person has no next step.',
      'Na dziś nie ma zadań, ale 1 osoba nie ma następnego kroku.',
    ],
    [{ late: 1, today: 0, people: 0 }, '1 task is late.', '1 zadanie jest po terminie.'],
    [{ late: 0, today: 2, people: 0 }, '2 tasks are due today.', '2 zadania są na dziś.'],
    [
      { late: 2, today: 1, people: 0 },
      '2 tasks are late and 1 more is due today.',
      '2 zadania są po terminie, a 1 kolejne jest na dziś.',
    ],
    [
      { late: 5, today: 3, people: 22 },
      '5 tasks are late, 3 more are due today and 22 people have no next step.',
      '5 zadań jest po terminie, 3 kolejne są na dziś, a 22 osoby nie mają następnego kroku.',
    ],
    [
      { late: 0, today: 12, people: 5 },
      '12 tasks are due today and 5 people have no next step.',
      '12 zadań jest na dziś, a 5 osób nie ma następnego kroku.',
    ],
    [
      { late: 22, today: 5, people: 112 },
      '22 tasks are late, 5 more are due today and 112 people have no next step.',
      '22 zadania są po terminie, 5 kolejnych jest na dziś, a 112 osób nie ma następnego kroku.',
    ],
    [
      { late: 1000, today: 1, people: 0 },
      '1,000 tasks are late and 1 more is due today.',
      '1000 zadań jest po terminie, a 1 kolejne jest na dziś.',
    ],
    // Counted no further: which plural it takes must not depend on where counting stopped.
    [
      { late: 1001, today: 1009, people: 140_147 },
      '1,000+ tasks are late, 1,000+ more are due today and 140,147 people have no next step.',
      '1000+ zadań jest po terminie, 1000+ kolejnych jest na dziś, a 140\u00a0147 osób nie ma następnego kroku.',
    ],
    [{ late: 0, today: 1002, people: 0 }, '1,000+ tasks are due today.', '1000+ zadań jest na dziś.'],
  ])('for %j', (numbers, en, pl) => {
    expect(todaySentence(numbers, translator('en'), formatters('en', 'UTC'))).toBe(en);
    expect(todaySentence(numbers, translator('pl'), formatters('pl', 'UTC'))).toBe(pl);
  });
});

test.each([
  ['2026-03-09', 'Monday', '2026-03-15', false],
  ['2026-03-12', 'Thursday', '2026-03-15', false],
  ['2026-03-13', 'Friday', '2026-03-22', true],
  ['2026-03-15', 'Sunday', '2026-03-22', true],
  ['2026-12-31', 'Thursday', '2027-01-03', false],
])('on %s, a %s, the upcoming days end on %s', (date, _, until, nextWeekToo) => {
  expect(upcomingDays(date)).toEqual({ until, nextWeekToo });
});

describe('an excerpt', () => {
  test('of a short text is the text on one line', () => {
    expect(excerpt(' One\n\ntwo ')).toBe('One two');
  });

  test('ends between words; an endless word is cut, but never a character', () => {
    expect(excerpt('słowo '.repeat(100))).toMatch(/^(słowo )+słowo…$/);
    expect([...excerpt('👩'.repeat(300))]).toHaveLength(161);
    expect(excerpt('👩'.repeat(300))).toMatch(/^(👩)+…$/u);
  });
});
