import { type ColumnChoice, isNameField, matchHeader } from '../columns.ts';
import { fieldsByHeaders } from '../rows/fieldsByHeaders.ts';
import { columnValues, type SheetRow } from '../sheet.ts';
import { isEmail, isMostly, isName, isOneWord, isPhone } from './valueKinds.ts';

const sampledRows = 200;

/** Guesses the field of each column by its heading, else by its values. */
export function guessColumns(headers: string[], rows: SheetRow[]): ColumnChoice[] {
  const choices = fieldsByHeaders(headers);
  chooseByValues(choices, headers, rows);
  return choices;
}

function chooseByValues(choices: ColumnChoice[], headers: string[], rows: SheetRow[]): void {
  const sample = rows.slice(0, sampledRows);
  const unknown = headers.flatMap((header, at) =>
    choices[at] === 'skip' && !matchHeader(header) ? [{ at, values: columnValues(sample, at) }] : [],
  );
  for (const { at, values } of unknown) {
    if (isMostly(values, isEmail)) choices[at] = 'email';
    else if (isMostly(values, isPhone)) choices[at] = 'phone';
  }
  if (!choices.some((choice) => isNameField(choice) || choice === 'company'))
    chooseNames(
      choices,
      unknown.filter(({ values }) => isMostly(values, isName)),
    );
}

function chooseNames(choices: ColumnChoice[], columns: { at: number; values: string[] }[]): void {
  const [first, second] = columns;
  if (!first) return;
  const areWords = second && [first, second].every(({ values }) => isMostly(values, isOneWord));
  choices[first.at] = areWords ? 'first_name' : 'full_name';
  if (areWords) choices[second.at] = 'last_name';
}
