import type { ContactFacts } from '../contactFacts/contactFacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { loadSummary, type StoredSummary } from './summary.service.ts';

export interface AiCard {
  stored: StoredSummary | null;
}

export async function buildAiCard(db: OwnedDb, { contact, summary }: ContactFacts): Promise<AiCard> {
  return { stored: summary && (await loadSummary(db, contact.id, summary)) };
}
