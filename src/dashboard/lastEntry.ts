import { maxExcerptInput } from '../core/excerpt.ts';
import type { Interaction } from '../db/generated/client.ts';

/** The latest entry of a contact. `content` is an excerpt. */
export type LastEntry = Pick<Interaction, 'interaction_type' | 'content' | 'occurred_at'>;

/** SQL: the latest entry of the contact with this id, as JSON; null when there is none. */
export function lastEntryJson(contactId: string): string {
  return `(
    SELECT json_build_object('interaction_type', i.interaction_type, 'content', left(i.content, ${maxExcerptInput}),
      'occurred_at', i.occurred_at)
    FROM interactions i WHERE i.user_id = $1 AND i.contact_id = ${contactId}
    ORDER BY i.occurred_at DESC, i.id DESC LIMIT 1)`;
}
