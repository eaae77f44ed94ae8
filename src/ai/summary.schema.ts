import { z } from 'zod';
import { parseDate } from '../i18n/dates.ts';
import { maxTitleLength } from '../tasks/tasks.schema.ts';
import { parseAnswerJson, parsePartialJson } from './answerJson.ts';
import { modelLine } from './modelText.ts';

export const summarySections = ['situation', 'promises', 'next'] as const;
export type Section = (typeof summarySections)[number];

const Sentence = z.object({
  text: z.string().describe('One short sentence.'),
  sources: z.array(z.string()).describe('The "ref" of every entry this sentence rests on, e.g. "interaction-12".'),
});

const Next = Sentence.extend({
  task_title: z.string().describe('The step as the title of a task, at most 80 characters, imperative.'),
  due_date: z.string().describe('The day to do it, YYYY-MM-DD, today or later; empty when no day suggests itself.'),
});

const AnswerSchema = z.object({
  situation: z.array(Sentence).describe('Where things stand: one to four sentences.'),
  promises: z.array(Sentence).describe('Open promises, by either side: what, to whom, until when. Empty when none.'),
  next: z.array(Next).describe('The suggested next step: exactly one.'),
});

export const summaryAnswer = {
  name: 'write_summary',
  description: 'Hands over the summary of the contact. The only way to answer.',
  schema: z.toJSONSchema(AnswerSchema),
};

const ClaimSchema = z.object({
  text: z.string(),
  sources: z.array(z.string()),
  /** The claim has no source, or an invented one. */
  unsupported: z.boolean(),
});
/** A sentence with its sources, of which only those that were sent are kept. */
export type Claim = z.output<typeof ClaimSchema>;

const StepSchema = ClaimSchema.extend({
  task_title: z.string(),
  /** `2026-11-30`, or empty. */
  due_date: z.string(),
});
export type Step = z.output<typeof StepSchema>;

export interface StreamedClaim {
  section: Section;
  claim: Claim | Step;
}

const SummarySchema = z.object({
  situation: z.array(ClaimSchema),
  promises: z.array(ClaimSchema),
  next: z.array(StepSchema),
});
export type Summary = z.output<typeof SummarySchema>;

const maxSentences = 12;
const maxSentenceLength = 1_000;

/** Parses a model's answer and checks its sources against those that were sent; undefined when it is not a summary. */
export function parseSummary(json: string, sent: ReadonlySet<string>): Summary | undefined {
  const parsed = AnswerSchema.safeParse(parseAnswerJson(json));
  if (!parsed.success || parsed.data.situation.length === 0) return undefined;
  const { situation, promises, next } = parsed.data;
  const claims = (list: z.output<typeof Sentence>[]) =>
    list.slice(0, maxSentences).map((sentence) => checkSources(sentence, sent));
  return {
    situation: claims(situation),
    promises: claims(promises),
    next: next.slice(0, 1).map((sentence) => checkStep(sentence, sent)),
  };
}

/** The complete sentences of an answer that is still being written. */
export function parsePartialSummary(json: string, sent: ReadonlySet<string>): StreamedClaim[] {
  const sections = Object.entries(parsePartialJson(json) ?? {}) as [string, unknown][];
  return sections.flatMap(([section, sentences]) =>
    [sentences].flat().flatMap((sentence) => parseClaim(section, sentence, sent) ?? []),
  );
}

function parseClaim(section: string, sentence: unknown, sent: ReadonlySet<string>): StreamedClaim | undefined {
  if (section === 'next') {
    const { data } = Next.safeParse(sentence);
    return data && { section, claim: checkStep(data, sent) };
  }
  const { data } = Sentence.safeParse(sentence);
  return data && isSection(section) ? { section, claim: checkSources(data, sent) } : undefined;
}

function isSection(name: string): name is Section {
  return summarySections.some((section) => section === name);
}

function checkSources({ text, sources }: z.output<typeof Sentence>, sent: ReadonlySet<string>): Claim {
  const known = [...new Set(sources)].filter((ref) => sent.has(ref));
  const unsupported = known.length === 0 || sources.some((ref) => !sent.has(ref));
  return { text: modelLine(text, maxSentenceLength), sources: known, unsupported };
}

function checkStep(next: z.output<typeof Next>, sent: ReadonlySet<string>): Step {
  return {
    ...checkSources(next, sent),
    task_title: modelLine(next.task_title, maxTitleLength),
    due_date: parseDate(next.due_date) ?? '',
  };
}

export function parseStoredSummary(content: unknown): Summary {
  return SummarySchema.parse(content);
}
