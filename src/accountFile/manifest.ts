import { z } from 'zod';
import { id } from './columns.schema.ts';

export const manifestName = 'manifest.json';
/** The version of the file format. A reader refuses higher ones. */
export const formatVersion = 1;

const ManifestFile = z.object({
  name: z.string().max(200),
  /** Absent when the file is not a list of records. */
  kind: z.string().max(20).optional(),
  records: z.int().min(0).optional(),
  bytes: z.int().min(0),
  sha256: z.string().max(64),
});
export type ManifestFile = z.output<typeof ManifestFile>;

export const ManifestSchema = z.object({
  format: z.literal('mini-crm-account'),
  version: z.int().min(1),
  app: z.string().max(50),
  made_at: z.iso.datetime(),
  account: z.object({ id, username: z.string().max(150) }),
  files: z.array(ManifestFile).max(200),
});
/** Describes the contents of the file of an account. */
export type Manifest = z.output<typeof ManifestSchema>;

export function recordsIn({ files }: Manifest): Record<string, number> {
  return Object.fromEntries(files.flatMap(({ kind, records = 0 }) => (kind ? [[kind, records]] : [])));
}
