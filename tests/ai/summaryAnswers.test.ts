// The parsing of finished and unfinished answers; without a database.
import { describe, expect, test } from 'vitest';
import { parseAnswerJson } from '../../src/ai/answerJson.ts';
import { parsePartialSummary, parseSummary } from '../../src/ai/summary.schema.ts';

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
