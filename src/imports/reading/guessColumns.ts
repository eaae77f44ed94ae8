import { type ColumnChoice, isNameField, matchHeader } from '../columns.ts';
import { columnValues, type SheetRow } from '../sheet.ts';
import { isEmail, isMostly, isName, isOneWord, isPhone } from './valueKinds.ts';

const sampledRows = 200;

/** What each column most likely is, by its heading and by its values. */
export function guessColumns(headers: string[], rows: SheetRow[]): ColumnChoice[] {
  const values = headers.map((_, at) => columnValues(rows.slice(0, sampledRows), at));
  const choices: ColumnChoice[] = headers.map(() => 'skip');
  chooseByHeader(choices, headers, values);
  chooseByValues(choices, headers, values);
  return choices;
}
interface Candidate {
  at: number;
  field: ColumnChoice;
  rank: number;
}

// An empty column is chosen last: Outlook has seven columns of phones, most of them empty.
function chooseByHeader(choices: ColumnChoice[], headers: string[], values: string[][]): void {
  const candidates = headers.flatMap((header, at): Candidate[] => {
    const match = matchHeader(header);
    return match ? [{ at, field: match.field, rank: match.rank + (values[at]?.length ? 0 : 1_000) }] : [];
  });
  candidates.sort((a, b) => a.rank - b.rank || a.at - b.at);
  for (const { at, field } of candidates.filter((one) => one.field !== 'full_name')) {
    if (!choices.includes(field)) choices[at] = field;
    // The second column of a field is kept in the notes.
    else if (values[at]?.length) choices[at] = 'notes';
  }
  const fullName = candidates.find((one) => one.field === 'full_name');
  if (fullName && !choices.some(isNameField)) choices[fullName.at] = 'full_name';
}

function chooseByValues(choices: ColumnChoice[], headers: string[], values: string[][]): void {
  const isFree = (at: number) => choices[at] === 'skip' && !matchHeader(headers[at] ?? '');
  const choose = (field: ColumnChoice, is: (text: string) => boolean) => {
    const at = values.findIndex((column, index) => isFree(index) && isMostly(column, is));
    if (at >= 0 && !choices.includes(field)) choices[at] = field;
  };
  choose('email', isEmail);
  choose('phone', isPhone);
  if (choices.some(isNameField)) return;
  const [first, second] = values.flatMap((column, at) => (isFree(at) && isMostly(column, isName) ? [at] : []));
  if (first === undefined) return;
  const areWords = second !== undefined && [first, second].every((at) => isMostly(values[at], isOneWord));
  if (areWords) [choices[first], choices[second]] = ['first_name', 'last_name'];
  else choices[first] = 'full_name';
}
