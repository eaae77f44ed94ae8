import { z } from 'zod';
import { contactStatuses, maxContactLengths } from '../contacts/contacts.schema.ts';
import { parseDate } from '../i18n/dates.ts';
import { rhythm } from '../keepInTouch/rhythm.ts';
import { tagNames } from '../tags/tags.schema.ts';
import { maxTitleLength } from '../tasks/tasks.schema.ts';
import { choice, singleLine } from '../validation/formFields.ts';
import { bulkActions } from './bulkKinds.ts';

/** The change to the selected records. Only the fields of the chosen action count. */
export const BulkSchema = z
  .object({
    action: z.enum([...bulkActions.contacts, ...bulkActions.companies], 'bulk.error.action'),
    status: choice(['', ...contactStatuses], ''),
    /** The tags to add or remove. */
    tags: tagNames,
    source: singleLine(maxContactLengths.source),
    keep_in_touch_days: rhythm,
    industry: singleLine(100),
    title: singleLine(maxTitleLength),
    due_date: singleLine(40),
  })
  .superRefine(({ action, status, tags, source, industry, title, due_date }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (/_tags$/.test(action) && tags.length === 0) refuse('tags', 'bulk.error.tags');
    if (action === 'status' && status === '') refuse('status', 'bulk.error.status');
    // An empty field would wipe what many records say.
    if (action === 'source' && source === '') refuse('source', 'bulk.error.source');
    if (action === 'industry' && industry === '') refuse('industry', 'bulk.error.industry');
    if (action === 'next_step' && title === '') refuse('title', 'bulk.error.title');
    const isDate = due_date === '' || parseDate(due_date) !== undefined;
    if (action === 'next_step' && !isDate) refuse('due_date', 'bulk.error.date');
  });

export type BulkInput = z.output<typeof BulkSchema>;
