import type { ContactPoint } from '../contacts/contactPoints.ts';
import { addJob } from '../db/jobQueue.ts';
import type { OwnedDb } from '../db/owned.ts';
import { digitsOnly, fold } from '../db/sql/fold.ts';

interface Known {
  first_name: string;
  last_name: string;
  email: string;
  more_emails: ContactPoint[];
  phone: string;
  more_phones: ContactPoint[];
}

/**
 * Erases a person from the imports: from waiting and rejected rows, previews, and stored files. A row is about the
 * person when it has one of their emails or phones, or both names.
 */
export async function eraseFromImports(tx: OwnedDb, id: number): Promise<void> {
  const [known] = await tx.read<Known>(
    `SELECT first_name, last_name, email, more_emails, phone, more_phones FROM contacts WHERE user_id = $1 AND id = :id`,
    { id },
  );
  if (!known) return;
  const identifiers = identifiersOf(known);
  await tx.read(`UPDATE imports SET file = '' WHERE user_id = $1 AND file <> ''`);
  const waiting = await tx.read<{ id: number }>(
    `UPDATE imports SET preview = NULL, revision = revision + 1 WHERE user_id = $1 AND state = 'waiting' RETURNING id`,
  );
  for (const one of waiting) await addJob(tx, { name: 'countImport', id: one.id });
  await tx.read(`UPDATE imports SET name = '' WHERE user_id = $1 AND :name <> '' AND crm_fold(name) ~ :name`, {
    name: identifiers.name,
  });
  await tx.read(
    `UPDATE imports SET details = details - 'footers'
     WHERE user_id = $1 AND :name <> '' AND crm_fold(details ->> 'footers') ~ :name`,
    { name: identifiers.name },
  );
  await eraseRows(tx, identifiers);
}

interface Identifiers {
  emails: string[];
  /** The last digits of the phones. */
  phones: string[];
  /** A regular expression for both names in any order; empty when one of them is missing. */
  name: string;
}

const minDigits = 7;
const comparedDigits = 9;

function identifiersOf({ first_name, last_name, email, more_emails, phone, more_phones }: Known): Identifiers {
  const values = (main: string, more: ContactPoint[]) => [main, ...more.map(({ value }) => value)].filter(Boolean);
  const digits = values(phone, more_phones).map((one) => digitsOnly(one).slice(-comparedDigits));
  const names = [first_name, last_name].map((name) => fold(name).replace(/[^\p{L}\p{N}\s]/gu, '.'));
  const isWhole = first_name !== '' && last_name !== '';
  return {
    emails: values(email, more_emails).map(fold),
    phones: digits.filter((one) => one.length >= minDigits),
    name: isWhole ? names.map((name) => `(?=.*\\m${name}\\M)`).join('') : '',
  };
}

/** Deletes rows that wait to be imported, as if they had never been in the file; clears the cells of rejected rows. */
async function eraseRows(tx: OwnedDb, { emails, phones, name }: Identifiers): Promise<void> {
  const identifiers = { emails, phones, name };
  await tx.read(
    `WITH gone AS (DELETE FROM import_rows r WHERE r.user_id = $1 AND r.outcome = 'waiting' AND ${isTheirs} RETURNING r.import_id)
     UPDATE imports i SET rows = rows - (SELECT count(*)::int FROM gone g WHERE g.import_id = i.id)
     WHERE i.user_id = $1 AND i.id IN (SELECT g.import_id FROM gone g)`,
    identifiers,
  );
  await tx.read(
    `UPDATE import_rows r SET cells = '[]' WHERE r.user_id = $1 AND r.outcome = 'rejected' AND ${isTheirs}`,
    identifiers,
  );
}

const isTheirs = `r.cells IS NOT NULL AND (
  (:name <> '' AND crm_fold(r.cells::text) ~ :name)
  OR EXISTS (SELECT FROM unnest(:emails::text[]) email WHERE position(email IN crm_fold(r.cells::text)) > 0)
  OR EXISTS (SELECT FROM unnest(:phones::text[]) phone, jsonb_array_elements_text(r.cells) cell
    WHERE position(phone IN regexp_replace(cell, '\\D', '', 'g')) > 0))`;
