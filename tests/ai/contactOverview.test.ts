// The overview of a contact, and the parsing of finished and unfinished answers; without a database.
import { describe, expect, test } from 'vitest';
import { parseAnswerJson } from '../../src/ai/answerJson.ts';
import { type ContactOverviewInput, contactOverview } from '../../src/ai/contactOverview.ts';
import { parsePartialSummary, parseSummary } from '../../src/ai/summary.schema.ts';
import { momentIn } from '../../src/i18n/dates.ts';

const facts: ContactOverviewInput = { status: 'lead', statusSince: null, last: null, counts: {}, openTasks: [] };
const at = (iso: string) => momentIn('Europe/Warsaw', new Date(iso));
const task = (id: number, due: string | null) => ({ id, title: `T${id}`, due_date: due ? new Date(due) : null });

describe('the overview', () => {
  test('is empty for a new contact', () => {
    expect(contactOverview(facts, at('2026-03-10T12:00:00Z'))).toMatchObject({
      last: null,
      counts: [],
      total: 0,
      open: 0,
      late: [],
      next: null,
    });
  });

  test('counts the days since the last contact in the user’s time zone', () => {
    const last = { type: 'call' as const, at: new Date('2026-03-09T22:30:00Z') };
    // 23:30 on the 9th in Warsaw; 00:30 on the 10th is the next day, only an hour later.
    expect(contactOverview({ ...facts, last }, at('2026-03-09T23:30:00Z')).last?.days).toBe(1);
    expect(contactOverview({ ...facts, last }, at('2026-03-09T22:59:00Z')).last?.days).toBe(0);
  });

  test('counts no days for a meeting in the future', () => {
    const last = { type: 'meeting' as const, at: new Date('2026-03-12T10:00:00Z') };
    expect(contactOverview({ ...facts, last }, at('2026-03-10T12:00:00Z')).last?.days).toBe(0);
  });

  test('lists the most frequent types first, without zeros', () => {
    const { counts, total } = contactOverview(
      { ...facts, counts: { call: 1, note: 4, email: 0 } },
      at('2026-03-10T12:00:00Z'),
    );
    expect(counts.map(({ type }) => type)).toEqual(['note', 'call']);
    expect(total).toBe(5);
  });

  test('separates overdue tasks from the next one, and due today is not overdue', () => {
    const openTasks = [task(1, null), task(2, '2026-03-10'), task(3, '2026-03-01'), task(4, '2026-03-09')];
    const digest = contactOverview({ ...facts, openTasks }, at('2026-03-10T12:00:00Z'));
    expect(digest.late).toEqual([
      { id: 3, title: 'T3', days: 9 },
      { id: 4, title: 'T4', days: 1 },
    ]);
    expect([digest.next?.id, digest.open]).toEqual([2, 4]);
  });
});

describe('an unfinished answer', () => {
  const sentence = (text: string) => `{"text":"${text}","sources":["task-1"]}`;
  const step = `{"text":"E","sources":[],"task_title":"F {g}","due_date":""}`;
  const whole = `{"situation":[${sentence('A {b} \\"c\\" ]')},${sentence('D')}],"next":[${step}]}`;
  const claims = (json: string) => parsePartialSummary(json, new Set(['task-1']));

  test.each([
    ['', 0],
    [whole.slice(0, 30), 0],
    [whole.slice(0, whole.indexOf('},{') + 1), 1],
    [whole.slice(0, whole.indexOf('],"next"')), 2],
    [whole, 3],
  ])('%s', (text, count) => {
    expect(claims(text)).toHaveLength(count);
  });

  test('yields each complete sentence with its section, whatever characters it contains', () => {
    expect(claims(whole).map(({ section, claim }) => [section, claim.text])).toEqual([
      ['situation', 'A {b} "c" ]'],
      ['situation', 'D'],
      ['next', 'E'],
    ]);
  });

  test('never causes an error or loses a sentence, wherever it is cut off', () => {
    let before = claims('');
    for (let length = 0; length <= whole.length; length++) {
      const now = claims(whole.slice(0, length));
      expect(now.slice(0, before.length)).toEqual(before);
      before = now;
    }
  });

  test('is parsed despite fences and words around it', () => {
    expect(claims(`Sure:\n\`\`\`json\n${whole.slice(0, -20)}`)).toHaveLength(2);
  });
});

describe('an answer', () => {
  test('is parsed despite fences and words around it', () => {
    expect(parseAnswerJson('Sure:\n```json\n{"a":1}\n```')).toEqual({ a: 1 });
    expect(parseAnswerJson('no')).toBeUndefined();
    expect(parseAnswerJson('}{')).toBeUndefined();
  });
});

describe('a summary', () => {
  const claim = { text: 'X', sources: ['task-1'] };
  const summary = (over: object) => JSON.stringify({ situation: [claim], promises: [], next: [], ...over });

  test('keeps known sources and marks a sentence with unknown sources or none', () => {
    const given = [claim, { text: 'Y', sources: ['task-1', 'task-2'] }, { text: 'Z', sources: [] }];
    const read = parseSummary(summary({ situation: given }), new Set(['task-1']));
    expect(read?.situation.map(({ sources, unsupported }) => [sources, unsupported])).toEqual([
      [['task-1'], false],
      [['task-1'], true],
      [[], true],
    ]);
  });

  test('is refused without a sentence or in another shape', () => {
    for (const json of [summary({ situation: [] }), '[]', '{}', '{"situation":"x"}', summary({ promises: [{}] })]) {
      expect(parseSummary(json, new Set())).toBeUndefined();
    }
  });

  test('drops an invalid date and limits lengths', () => {
    const next = { ...claim, text: 'a'.repeat(5_000), task_title: 'b'.repeat(500), due_date: '2026-02-31' };
    const [step] = parseSummary(summary({ next: [next, next] }), new Set(['task-1']))?.next ?? [];
    expect(step).toMatchObject({ due_date: '', task_title: 'b'.repeat(200), text: 'a'.repeat(1_000) });
  });
});
