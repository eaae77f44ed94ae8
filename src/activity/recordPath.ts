import { urls } from '../urls.ts';
import type { RecordRef } from './recordNames.service.ts';

export function recordPath({ kind, id, contact_id = null }: RecordRef & { contact_id?: number | null }): string {
  if (kind === 'contacts') return urls.contact(id);
  if (kind === 'companies') return urls.company(id);
  if (kind === 'tasks') return urls.taskEdit(id);
  if (kind === 'tags') return urls.tagEdit(id);
  return contact_id === null ? urls.interactionEdit(id) : `${urls.contact(contact_id)}#interaction-${id}`;
}
