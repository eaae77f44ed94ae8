import type { Request } from 'express';
import type { ContactRow } from '../contacts/contacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import { momentOf, ownedDb } from '../http/request.ts';
import { type Digest, type DigestFacts, digestOf } from './digest.ts';
import { findSummary, type StoredSummary } from './summary.service.ts';

/** What the card on a contact's page shows: the summary, or what rules can tell. */
export interface AiCard {
  stored: StoredSummary | null;
  digest: Digest;
}

export async function aiCardOf(
  req: Request,
  contact: ContactRow,
  openTasks: DigestFacts['openTasks'],
): Promise<AiCard> {
  const db = ownedDb(req);
  const [stored, counts] = await Promise.all([findSummary(db, contact.id), countsOf(db, contact.id)]);
  const { status, status_since: statusSince, last_interaction_at: at, last_interaction_type: type } = contact;
  const last = at && type ? { type, at } : null;
  return { stored, digest: digestOf({ status, statusSince, last, counts, openTasks }, momentOf(req)) };
}

async function countsOf(db: OwnedDb, contactId: number): Promise<DigestFacts['counts']> {
  const groups = await db.interaction.groupBy({
    by: ['interaction_type'],
    where: { contact_id: contactId },
    _count: true,
  });
  return Object.fromEntries(groups.map(({ interaction_type, _count }) => [interaction_type, _count]));
}
