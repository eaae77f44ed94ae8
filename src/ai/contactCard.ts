import type { ContactFacts } from '../contactFacts/contactFacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { type Digest, digestOf } from './contactOverview.ts';
import { type StoredSummary, storedSummary } from './summary.service.ts';

/** What the card on a contact's page shows: the summary, or what rules can tell. */
export interface AiCard {
  stored: StoredSummary | null;
  digest: Digest;
}

export async function aiCardOf(
  db: OwnedDb,
  { contact, kinds: counts, tasks: openTasks, summary }: ContactFacts,
  moment: Moment,
): Promise<AiCard> {
  const stored = summary && (await storedSummary(db, contact.id, summary));
  const { status, status_since: statusSince, last_interaction_at: at, last_interaction_type: type } = contact;
  const last = at && type ? { type, at } : null;
  return { stored, digest: digestOf({ status, statusSince, last, counts, openTasks }, moment) };
}
