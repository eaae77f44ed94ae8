import { z } from 'zod';
import { readDate } from '../i18n/dates.ts';
import { titleLength } from '../tasks/tasks.schema.ts';
import { modelLine } from './modelText.ts';
import { readJson } from './partialJson.ts';

export const sections = ['situation', 'promises', 'next'] as const;
export type Section = (typeof sections)[number];

const Sentence = z.object({
  text: z.string().describe('One short sentence.'),
  sources: z.array(z.string()).describe('The "ref" of every entry this sentence rests on, e.g. "interaction-12".'),
});

const Next = Sentence.extend({
  task_title: z.string().describe('The step as the title of a task, at most 80 characters, imperative.'),
  due_date: z.string().describe('The day to do it, YYYY-MM-DD, today or later; empty when no day suggests itself.'),
});

/** What a model is asked to write. */
const Wire = z.object({
  situation: z.array(Sentence).describe('Where things stand: one to four sentences.'),
  promises: z.array(Sentence).describe('Open promises, by either side: what, to whom, until when. Empty when none.'),
  next: z.array(Next).describe('The suggested next step: exactly one.'),
});

export const summaryAnswer = {
  name: 'write_summary',
  description: 'Hands over the summary of the contact. The only way to answer.',
  schema: z.toJSONSchema(Wire),
};

/** A sentence with the entries it rests on that were really sent. */
export interface Claim {
  text: string;
  sources: string[];
  /** A source was invented, or there is none: the reader should look it up. */
  unsupported: boolean;
}

export interface Step extends Claim {
  task_title: string;
  /** A calendar date, or empty. */
  due_date: string;
}

export interface Summary {
  situation: Claim[];
  promises: Claim[];
  next: Step[];
}

const mostSentences = 12;
const longestSentence = 1_000;

/** A model's answer with its sources checked against those that were sent; undefined when it is not a summary. */
export function readSummary(json: string, sent: ReadonlySet<string>): Summary | undefined {
  const parsed = Wire.safeParse(readJson(json));
  if (!parsed.success || parsed.data.situation.length === 0) return undefined;
  const { situation, promises, next } = parsed.data;
  const claims = (list: z.output<typeof Sentence>[]) => list.slice(0, mostSentences).map((one) => checked(one, sent));
  return {
    situation: claims(situation),
    promises: claims(promises),
    next: next.slice(0, 1).map((one) => step(one, sent)),
  };
}

/** One sentence out of an answer that is still being written; undefined when it is none. */
export function readClaim(section: string, json: string, sent: ReadonlySet<string>): Claim | Step | undefined {
  const parsed = (section === 'next' ? Next : Sentence).safeParse(readJson(json));
  if (!parsed.success || !sections.some((one) => one === section)) return undefined;
  return 'task_title' in parsed.data ? step(parsed.data as z.output<typeof Next>, sent) : checked(parsed.data, sent);
}

function checked({ text, sources }: z.output<typeof Sentence>, sent: ReadonlySet<string>): Claim {
  const real = [...new Set(sources)].filter((ref) => sent.has(ref));
  const unsupported = real.length === 0 || sources.some((ref) => !sent.has(ref));
  return { text: modelLine(text, longestSentence), sources: real, unsupported };
}

function step(next: z.output<typeof Next>, sent: ReadonlySet<string>): Step {
  return {
    ...checked(next, sent),
    task_title: modelLine(next.task_title, titleLength),
    due_date: readDate(next.due_date) ?? '',
  };
}

const Stored = z.object({
  situation: z.array(z.custom<Claim>()),
  promises: z.array(z.custom<Claim>()),
  next: z.array(z.custom<Step>()),
});

/** What `readSummary` gave, out of the database. */
export function readStored(content: string): Summary {
  return Stored.parse(JSON.parse(content));
}
