import { z } from 'zod';
import { parseId } from '../core/ids.ts';
import { pickerFields } from '../validation/pickerFields.ts';
import type { Mergeable } from './merge.service.ts';
import { choiceColumns, defaultChoice, type MergeChoices, type MergeKind, type MergeRecord } from './mergedRecord.ts';

/** Nobody could compare more records. */
export const maxMerged = 10;

/** The record that is to be merged, chosen or typed. */
export const OtherSchema = z.object(pickerFields('other'));

export interface MergeInput {
  /** The kept record comes first. */
  records: Mergeable[];
  choices: MergeChoices;
  /** The choices that the page showed. */
  shown: string;
}

/** Reads the fields `choice_<field>`; a record that takes no part cannot be chosen. */
export function mergeChoices(kind: MergeKind, given: Record<string, unknown>, records: MergeRecord[]): MergeChoices {
  const chosen = Object.keys(choiceColumns[kind]).map((field) => [field, parseId(given[`choice_${field}`])] as const);
  return Object.fromEntries(chosen.filter(([, id]) => records.some((record) => record.id === id)));
}

/** All choices as one text, including those that were not asked for. */
export function shownChoices(kind: MergeKind, records: MergeRecord[], choices: MergeChoices): string {
  const effective = Object.keys(choiceColumns[kind]).map(
    (field) => choices[field] ?? defaultChoice(kind, field, records),
  );
  return JSON.stringify([records.map(({ id }) => id), effective]);
}
