import { type ContactStatus, maxContactLengths } from '../../contacts/contacts.schema.ts';
import { fold } from '../../db/sql/fold.ts';
import { parseRhythm } from '../../keepInTouch/rhythmWords.ts';
import type { ImportedRow, RowSettings } from '../importedRow.ts';
import { readBirthday } from './birthdays.ts';
import { readAddress, readTagCells } from './readCompany.ts';
import type { RowName } from './readPersonName.ts';
import { type NamedPoint, splitPoints } from './readPoints.ts';
import type { Cell } from './rowCells.ts';
import type { RowDraft } from './rowDraft.ts';
import { furthestStatus, parseStatus } from './statuses.ts';
import { readStar, readTags } from './tagCells.ts';

type Person = NonNullable<ImportedRow['person']>;

interface PersonParts {
  name: RowName;
  companyName: string;
  points: NamedPoint[];
  addresses: readonly Cell[];
  tags: readonly Cell[];
}

/** Reads the person of a row. Their notes are complete only after everything else has been read. */
export function readPerson(draft: RowDraft, parts: PersonParts, settings: RowSettings): Person {
  const { first_name, last_name, position: trade } = parts.name;
  const emails = splitPoints(
    draft,
    parts.points.filter(({ kind }) => kind === 'email'),
  );
  const phones = splitPoints(
    draft,
    parts.points.filter(({ kind }) => kind === 'phone'),
  );
  return {
    first_name,
    last_name,
    company_name: parts.companyName,
    position: readPosition(draft, trade),
    email: emails.main.value,
    email_label: emails.main.label,
    more_emails: emails.more,
    phone: phones.main.value,
    phone_label: phones.main.label,
    more_phones: phones.more,
    address: readAddress(draft, parts.addresses),
    birthday: readBirthdays(draft, settings),
    source: draft.text(draft.of('source'), maxContactLengths.source),
    status: readStatus(draft, settings),
    is_starred: readStars(draft, parts.tags),
    tags: readTagCells(draft, parts.tags),
    keep_in_touch_days: readRhythm(draft),
    notes: '',
  };
}

function readPosition(draft: RowDraft, trade: string): string {
  const position = draft.text(draft.of('position'), maxContactLengths.position);
  const [cell] = draft.of('full_name', 'last_first_name', 'first_name', 'last_name');
  if (position !== '' && trade !== '' && cell) draft.note({ ...cell, showsHeader: true }, trade);
  return position || [...trade].slice(0, maxContactLengths.position).join('');
}

function readBirthdays(draft: RowDraft, { dateOrder }: RowSettings): string {
  let birthday = '';
  for (const cell of joinDateParts(draft.of('birthday'))) {
    const read = readBirthday(cell.text, dateOrder);
    if (read.ok && (birthday === '' || birthday === read.value)) birthday = read.value;
    else draft.move(cell);
    if (!read.ok && read.isAmbiguous) draft.unknown.push({ field: 'birthday', value: cell.text });
  }
  return birthday;
}

/** Joins a day, month and year from three columns; without a month, each cell is read by itself. */
function joinDateParts(cells: readonly Cell[]): readonly Cell[] {
  const of = (part: string) => cells.find(({ match }) => match?.datePart === part);
  const [year, month] = [of('year'), of('month')];
  const day = of('day') ?? cells.find(({ match, text }) => !match?.datePart && /^\d{1,2}$/.test(text));
  if (!month || !day) return cells;
  const isNumber = /^\d+$/.test(month.text);
  const text = isNumber ? `${day.text}.${month.text}` : `${day.text} ${month.text}`;
  return [{ ...day, text: year ? `${text}${isNumber ? '.' : ' '}${year.text}` : text }];
}

/** A word that is not one of our statuses also goes to the notes, whatever it is mapped to. */
function readStatus(draft: RowDraft, { statuses }: RowSettings): ContactStatus | undefined {
  const read = draft.of('status').map((cell) => ({ cell, status: parseStatus(cell.text) }));
  const known = furthestStatus(read.flatMap(({ status }) => status ?? []));
  for (const { cell, status } of read) {
    if (status === undefined && known === undefined) draft.unknown.push({ field: 'status', value: cell.text });
    if (status === undefined) draft.move(cell);
    else if (status !== known) draft.note(cell);
  }
  return known ?? read.map(({ cell }) => statuses?.[fold(cell.text)]).find((status) => status !== undefined);
}

/** Returns the shortest rhythm; cells that are not a rhythm go to the notes. */
function readRhythm(draft: RowDraft): number | null {
  const read = draft.of('keep_in_touch_days').map((cell) => ({ cell, days: parseRhythm(cell.text) }));
  for (const { cell, days } of read) if (days === undefined) draft.move(cell);
  const days = read.flatMap(({ days }) => days ?? []);
  return days.length > 0 ? Math.min(...days) : null;
}

function readStars(draft: RowDraft, tags: readonly Cell[]): boolean {
  const stars = draft.of('is_starred').map((cell) => ({ cell, isStarred: readStar(cell.text) }));
  for (const { cell, isStarred } of stars) if (isStarred === undefined) draft.move(cell);
  return stars.some(({ isStarred }) => isStarred) || tags.some(({ text }) => readTags(text).isStarred);
}
