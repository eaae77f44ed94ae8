import type { ContactFacts } from '../contactFacts/contactFacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { type ContactOverview, contactOverview } from './contactOverview.ts';
import { loadSummary, type StoredSummary } from './summary.service.ts';

export interface AiCard {
  stored: StoredSummary | null;
  overview: ContactOverview;
}

export async function buildAiCard(
  db: OwnedDb,
  { contact, interactionCounts: counts, tasks: openTasks, summary }: ContactFacts,
  moment: Moment,
): Promise<AiCard> {
  const stored = summary && (await loadSummary(db, contact.id, summary));
  const { status, status_since: statusSince, last_contact_at: at, last_contact_type: type } = contact;
  const last = at && type ? { type, at } : null;
  return { stored, overview: contactOverview({ status, statusSince, last, counts, openTasks }, moment) };
}
