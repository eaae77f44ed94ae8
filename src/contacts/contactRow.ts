import type { Company, Contact, Prisma } from '../db/generated/client.ts';

export type ContactRow = Contact & { company: Pick<Company, 'id' | 'name'> | null };

export const withCompany = { company: { select: { id: true, name: true } } } satisfies Prisma.ContactInclude;
