import { z } from 'zod';
import type { Table } from './catalog.ts';

const Name = z.string().min(1);

export const ManifestSchema = z.object({
  format: z.literal('mini-crm-backup'),
  version: z.literal(2),
  madeAt: z.string(),
  app: z.string(),
  migrations: z.array(z.object({ name: Name, checksum: z.string() })),
  /** Each table follows the tables it refers to. */
  tables: z.array(z.object({ name: Name, columns: z.array(Name), rows: z.number().int() })),
  sequences: z.array(z.object({ name: Name, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

export type Manifest = z.output<typeof ManifestSchema>;

export type Contents = Pick<Manifest, 'madeAt' | 'app' | 'migrations' | 'sequences'> & { tables: Table[] };

export interface BackupVisitor {
  begin?(contents: Contents): Promise<void>;
  /** Must read the rows to their end. Returns their number if it is known. */
  table(table: Table, rows: AsyncGenerator<Buffer>, copyOptions: string): Promise<number | undefined>;
}

export const manifestFile = 'manifest.json';

export function tableFile(table: string): string {
  return `tables/${table}.csv`;
}
