import type { SummaryRow } from '../contactFacts/contactFacts.service.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { Prisma } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { storableJson } from '../db/storableJson.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { type AiContext, ask } from './ask.service.ts';
import { type ContactEntries, contactData, readContactEntries } from './contactData.ts';
import { systemPrompts, taskPrompts } from './prompts.ts';
import { findSources, type Sources, sourcesFromEntries } from './sources.service.ts';
import {
  type Claim,
  parsePartialSummary,
  parseStoredSummary,
  parseSummary,
  type Section,
  type Step,
  type Summary,
  summaryAnswer,
} from './summary.schema.ts';

export interface SummaryListener {
  onClaim(section: Section, claim: Claim | Step, sources: Sources): void;
  /** The provider starts again: the claims so far are void. */
  onRestart(): void;
}

/** Asks for a summary of the contact and stores it in place of the previous one. @throws AiError */
export async function summarizeContact(
  db: OwnedDb,
  ai: AiContext,
  contact: ContactRow,
  { moment, locale }: { moment: Moment; locale: Locale },
  listener?: SummaryListener,
): Promise<void> {
  const entries = await readContactEntries(db, contact);
  const { json: data, refs } = contactData(entries, moment);
  const request = {
    system: systemPrompts.summary(summaryAnswer.name),
    data,
    task: taskPrompts.summary(locale),
    answer: summaryAnswer,
    maxTokens: 4_000,
  };
  const onProgress = listener && claimReporter(listener, refs, entries);
  const { value, answer } = await ask(db, { ...ai, onProgress }, 'summary', request, (json) =>
    parseSummary(json, refs),
  );
  await saveSummary(db, contact.id, {
    content: value,
    locale,
    provider: answer.provider,
    model: answer.model.slice(0, 100),
    tokens_in: answer.tokensIn,
    tokens_out: answer.tokensOut,
    made_at: ai.now,
  });
}

function claimReporter(listener: SummaryListener, refs: Set<string>, entries: ContactEntries): (json: string) => void {
  const sources = sourcesFromEntries(entries);
  let reported = 0;
  let length = 0;
  return (json) => {
    if (json.length < length) {
      reported = 0;
      length = 0;
      listener.onRestart();
    }
    const added = json.slice(length);
    length = json.length;
    // Only a closing brace can complete a sentence; parsing the whole text at every word would be wasteful.
    if (!added.includes('}')) return;
    const claims = parsePartialSummary(json, refs);
    for (const { section, claim } of claims.slice(reported)) listener.onClaim(section, claim, sources);
    reported = claims.length;
  };
}

type SummaryData = Omit<Prisma.SummaryUncheckedCreateInput, 'user_id' | 'contact_id'>;

// One statement, because the contact may have been deleted while the model was writing.
async function saveSummary(db: OwnedDb, contact_id: number, row: SummaryData): Promise<void> {
  await db.read(
    `INSERT INTO summaries (user_id, contact_id, content, locale, provider, model, tokens_in, tokens_out, made_at)
     VALUES ($1, :contact_id::int, :content::jsonb, :locale::"Locale", :provider, :model, :tokens_in::int, :tokens_out::int,
       :made_at::timestamptz)
     ON CONFLICT (user_id, contact_id) DO UPDATE SET content = excluded.content, locale = excluded.locale,
       provider = excluded.provider, model = excluded.model, tokens_in = excluded.tokens_in,
       tokens_out = excluded.tokens_out, made_at = excluded.made_at`,
    { ...row, contact_id, content: JSON.stringify(storableJson(row.content)) },
  );
}

export interface StoredSummary {
  summary: Summary;
  sources: Sources;
  provider: string;
  model: string;
  tokens: number;
  madeAt: Date;
  newer: number;
}

export async function loadSummary(db: OwnedDb, contactId: number, row: SummaryRow): Promise<StoredSummary> {
  const summary = parseStoredSummary(row.content);
  const refs = [...summary.situation, ...summary.promises, ...summary.next].flatMap(({ sources }) => sources);
  const { provider, model, tokens, made_at: madeAt, newer } = row;
  return { summary, sources: await findSources(db, contactId, refs), provider, model, tokens, madeAt, newer };
}
