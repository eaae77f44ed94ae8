import type { KeptSummary } from '../contactFacts/contactFacts.service.ts';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { type Ai, ask } from './ask.service.ts';
import { type ContactEntries, entriesOf, sendable } from './contactData.ts';
import { instructions, tasks } from './instructions.ts';
import { completePieces } from './partialJson.ts';
import { type Sources, sourcesAmong, sourcesOf } from './sources.service.ts';
import {
  type Claim,
  readClaim,
  readStored,
  readSummary,
  type Section,
  type Step,
  type Summary,
  summaryAnswer,
} from './summary.schema.ts';

/** What is told while a summary is written; `restart`: forget what came, it begins anew. */
export interface Listener {
  sentence(section: Section, claim: Claim | Step, sources: Sources): void;
  restart(): void;
}

/** Has a summary of the contact written and keeps it in the place of the one before. @throws AiError */
export async function summarizeContact(
  db: OwnedDb,
  ai: Ai,
  contact: ContactRow,
  { moment, locale }: { moment: Moment; locale: Locale },
  listener?: Listener,
): Promise<void> {
  const entries = await entriesOf(db, contact);
  const { json: data, refs } = sendable(entries, moment);
  const request = {
    system: instructions.summary(summaryAnswer.name),
    data,
    task: tasks.summary(locale),
    answer: summaryAnswer,
    maxTokens: 4_000,
  };
  const onText = listener && teller(listener, refs, entries);
  const { value, answer } = await ask(db, { ...ai, onText }, 'summary', request, (json) => readSummary(json, refs));
  await keep(db, contact.id, {
    content: JSON.stringify(value),
    locale,
    provider: answer.provider,
    model: answer.model.slice(0, 100),
    tokens_in: answer.tokensIn,
    tokens_out: answer.tokensOut,
    made_at: ai.now,
  });
}

function teller(listener: Listener, refs: Set<string>, entries: ContactEntries): (json: string) => void {
  const sources = sourcesAmong(entries);
  let told = 0;
  let length = 0;
  return (json) => {
    if (json.length < length) {
      told = 0;
      length = 0;
      listener.restart();
    }
    const grown = json.slice(length);
    length = json.length;
    // Only a closing brace can complete a sentence; reading the whole text at every word would be for nothing.
    if (!grown.includes('}')) return;
    for (const { key, json: piece } of completePieces(json).slice(told)) {
      told++;
      const claim = readClaim(key, piece, refs);
      if (claim) listener.sentence(key as Section, claim, sources);
    }
  };
}

type Kept = Omit<StoredRow, 'user_id' | 'contact_id'>;
type StoredRow = NonNullable<Awaited<ReturnType<OwnedDb['summary']['findFirst']>>>;

// In one statement, and only while the contact is there: it may have been deleted while the model was writing.
async function keep(db: OwnedDb, contactId: number, row: Kept): Promise<void> {
  const where = { user_id_contact_id: { user_id: db.userId, contact_id: contactId } };
  await db.summary.upsert({ where, create: { ...row, contact_id: contactId, user_id: db.userId }, update: row });
}

export interface StoredSummary {
  summary: Summary;
  sources: Sources;
  provider: string;
  model: string;
  tokens: number;
  madeAt: Date;
  /** Entries written or changed since. */
  newer: number;
}

/** The contact's summary with links to what it rests on. */
export async function storedSummary(db: OwnedDb, contactId: number, kept: KeptSummary): Promise<StoredSummary> {
  const summary = readStored(kept.content);
  const refs = [...summary.situation, ...summary.promises, ...summary.next].flatMap(({ sources }) => sources);
  const { provider, model, tokens, made_at: madeAt, newer } = kept;
  return { summary, sources: await sourcesOf(db, contactId, refs), provider, model, tokens, madeAt, newer };
}
