import type { Company, Contact } from '../db/generated/client.ts';

export type ContactRow = Contact & { company: Pick<Company, 'id' | 'name'> | null };
