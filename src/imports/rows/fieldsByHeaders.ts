import { fold } from '../../db/sql/fold.ts';
import { type ColumnChoice, isNameField, matchHeader } from '../columns.ts';

/** Guesses the fields of a file's columns from their headings, taking the other headings into account. */
export function fieldsByHeaders(headers: string[]): ColumnChoice[] {
  const fields = headers.map((header) => matchHeader(header)?.field ?? 'skip');
  const words = headers.map((header) => fold(header).trim());
  settleTitle(fields, words);
  settleName(fields, words);
  settleClient(fields, words);
  settleCode(fields, headers, words);
  giveToCompanies(fields, headers);
  return fields;
}

/** "Title" is the job title when no other column is. */
function settleTitle(fields: ColumnChoice[], words: string[]): void {
  const at = words.indexOf('title');
  if (at >= 0 && !fields.includes('position')) fields[at] = 'position';
}

/** "Name" is the last name beside "Vorname", and a company beside a tax number. */
function settleName(fields: ColumnChoice[], words: string[]): void {
  const at = words.indexOf('name');
  if (at < 0) return;
  if (fields.includes('first_name') && !fields.includes('last_name')) fields[at] = 'last_name';
  else if (fields.includes('company_tax_id') && !fields.includes('company')) fields[at] = 'company';
}

/** Beside "Kod pocztowy", "Kod" is an internal code; beside a town, "Poczta" is the post office. */
function settleCode(fields: ColumnChoice[], headers: string[], words: string[]): void {
  const has = (part: string, except: number) =>
    headers.some((header, at) => at !== except && matchHeader(header)?.part === part);
  const [code, post] = [words.indexOf('kod'), words.indexOf('poczta')];
  const notes = fields.includes('company') ? 'company_notes' : 'notes';
  if (code >= 0 && has('zip', code)) fields[code] = notes;
  if (post >= 0 && has('city', post)) fields[post] = notes;
}

const clients = ['klient', 'client', 'customer'];

/** "Client" is a company when there are columns for people or a tax number. */
function settleClient(fields: ColumnChoice[], words: string[]): void {
  const at = words.findIndex((word) => clients.includes(word));
  if (at < 0 || fields.includes('company')) return;
  const hasPeople = fields.some((field, other) => other !== at && isNameField(field));
  if (hasPeople || fields.includes('company_tax_id')) fields[at] = 'company';
}

/** In a list of companies, the columns before the person belong to the company, and so does every address. */
function giveToCompanies(fields: ColumnChoice[], headers: string[]): void {
  const company = fields.indexOf('company');
  const person = fields.findIndex(isNameField);
  if (company < 0 || (person >= 0 && person < company)) return;
  const end = person < 0 ? fields.length : person;
  fields.forEach((field, at) => {
    const isPersons = matchHeader(headers[at] ?? '')?.place?.startsWith('home');
    if (field === 'address' && !isPersons) fields[at] = 'company_address';
    if ((field === 'email' || field === 'phone') && at < end) fields[at] = `company_${field}`;
  });
}
