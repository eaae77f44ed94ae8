import type { Request } from 'express';

/** What people write in their own words; all else in a form can be chosen again. */
const ownWords = [
  'first_name',
  'last_name',
  'company_name',
  'position',
  'email',
  'phone',
  'notes',
  'name',
  'website',
  'industry',
  'address',
  'title',
  'description',
  'content',
];

/** What was typed into the form of a record that is gone: shown to be copied, for there is nothing left to save it in. */
export function typedForNothing({ method, path, body }: Request): string[] {
  if (method !== 'POST' || !/\/(edit|create)\/?$/.test(path)) return [];
  const fields = (body ?? {}) as Record<string, unknown>;
  const texts = ownWords.map((name) => fields[name]).filter((value) => typeof value === 'string');
  return texts.map((text) => text.replaceAll('\0', '').trim()).filter(Boolean);
}
