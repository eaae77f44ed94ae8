import { z } from 'zod';

const Name = z.string().min(1);

/** The first frame of a backup: what it holds, and what it was made from. */
export const HeaderSchema = z.object({
  format: z.literal('mini-crm-backup'),
  version: z.literal(1),
  madeAt: z.string(),
  /** The Mini CRM that made it. */
  app: z.string(),
  migrations: z.array(z.object({ name: Name, checksum: z.string() })),
  tables: z.array(z.object({ name: Name, columns: z.array(Name) })),
  sequences: z.array(z.object({ name: Name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

/** The last frame: how many rows each table has, in the order of the header. */
export const TrailerSchema = z.object({ rows: z.array(z.number().int()) });

export type Header = z.output<typeof HeaderSchema>;
