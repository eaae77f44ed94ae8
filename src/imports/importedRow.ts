import type { PointColumns } from '../contacts/contactPoints.ts';
import type { ContactStatus } from '../contacts/contacts.schema.ts';
import type { FieldError } from '../validation/form.ts';
import type { ColumnChoice, ImportField } from './columns.ts';
import type { DateOrder } from './rows/birthdays.ts';
import type { SheetRow } from './sheet.ts';

export interface RowError {
  field: ImportField;
  error: FieldError;
}

export interface Moved {
  header: string;
  value: string;
  /** Set for a long number of which the spreadsheet has stored only the first digits. */
  reason?: 'destroyed';
}

/** A value that the user should interpret once for all rows. */
export interface Unknown {
  field: ImportField;
  value: string;
}

export interface RowSettings {
  headers: string[];
  columns: ColumnChoice[];
  /** The order of the numbers in 5/7/1985, if it is known. */
  dateOrder?: DateOrder | undefined;
  /** The chosen meaning of words that are not one of our statuses, by the folded word. */
  statuses?: Record<string, ContactStatus> | undefined;
}

export interface ImportedRow extends SheetRow {
  person?: PointColumns & {
    first_name: string;
    last_name: string;
    company_name: string;
    position: string;
    address: string;
    birthday: string;
    source: string;
    status: ContactStatus | undefined;
    is_starred: boolean;
    tags: string[];
    keep_in_touch_days: number | null;
    notes: string;
  };
  company?: {
    name: string;
    website: string;
    industry: string;
    address: string;
    phone: string;
    email: string;
    tax_id: string;
    notes: string;
    tags: string[];
  };
  /** Values that went to the notes because they fit no field. */
  moved: Moved[];
  unknown: Unknown[];
  /** Why the row is rejected; empty when it can be imported. */
  errors: RowError[];
}
