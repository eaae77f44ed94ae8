import type { Request } from 'express';
import { companySource } from '../companies/companies.service.ts';
import { contactSource } from '../contacts/contactPicker.service.ts';
import { parseId } from '../core/ids.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Picked, resolvePick } from '../db/picker.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { parseForm } from '../validation/form.ts';
import { parseIdList } from '../validation/formFields.ts';
import { type MergeInput, maxMerged, mergeChoices, OtherSchema } from './merge.schema.ts';
import { readMergeable } from './merge.service.ts';
import type { MergeKind } from './mergedRecord.ts';

/** The record that was chosen or typed on the page before. */
export async function pickOther(req: Request, kind: MergeKind): Promise<Picked> {
  const parsed = parseForm(OtherSchema, req.query);
  if (!parsed.ok) return { kind: 'none' };
  const { other: id, other_name: name, other_pick: pick } = parsed.data;
  const source = kind === 'contacts' ? contactSource(ownedDb(req)) : companySource(ownedDb(req));
  return resolvePick({ id, name, pick }, source);
}

/** The record in the path is kept unless another one was chosen; records that do not exist are left out. */
export async function readInput(
  req: Request,
  db: OwnedDb,
  kind: MergeKind,
  given: Record<string, unknown>,
  other?: Picked,
): Promise<MergeInput> {
  const id = idParam(req);
  const ids = [id, ...parseIdList(given['with']), ...(other?.kind === 'existing' ? [other.id] : [])];
  const records = await readMergeable(db, kind, [...new Set(ids)].slice(0, maxMerged));
  if (records[0]?.id !== id) throw new RowNotFoundError();
  const kept = records.find((record) => record.id === parseId(given['keep'])) ?? records[0];
  return {
    records: [kept, ...records.filter((record) => record !== kept)],
    choices: mergeChoices(kind, given, records),
    shown: typeof given['shown'] === 'string' ? given['shown'] : '',
  };
}
