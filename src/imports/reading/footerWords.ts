import { fold } from '../../db/sql/fold.ts';

/** Without accents, in the languages of the spreadsheets that owners bring. */
const sums =
  'suma|sumy|sum|razem|lacznie|ogolem|w sumie|podsumowanie|srednia|suma koncowa|suma calkowita|suma ogolna|suma ogolem|suma czesciowa|razem ogolem|lacznie razem|total|totals|sub ?-?total|grand total|overall total|summary|average|summe|summen|gesamt|gesamtsumme|gesamtergebnis|endsumme|zwischensumme|insgesamt|summe gesamt|total general|totale|totaal|celkem|soucet|spolu|sucet|summa|osszesen|is viso|всього|разом|сума|підсумок|итого|всего|сумма';
const counts =
  'liczba|ilosc|laczna liczba|laczna ilosc|lacznie|razem|suma|total|number of|no of|total number of|count of|total|anzahl|anzahl der|кількість|количество';
const counted =
  'rekordow|rekordy|wierszy|wiersze|pozycji|pozycje|wpisow|wpisy|kontaktow|kontakty|klientow|kontrahentow|osob|osoby|firm|firmy|adresow|records|rows|entries|items|contacts|people|persons|clients|customers|companies|leads|datensatze|zeilen|eintrage|kontakte|kunden|personen|firmen|записів|рядків|контактів|записей|строк|контактов';
const amount = '\\(?\\d[\\d\\s.,]*\\)?\\s*(?:\\p{L}{1,4}\\.?|€|\\$|£|%)?';

const totalPattern = new RegExp(
  `^(?:(?:${sums})(?: (?:netto|brutto|${counted}))?|(?:${counts}) (?:${counted}))\\s*[:=–-]?\\s*(?:${amount}|\\(?\\d+\\)? (?:${counted}))?$`,
  'u',
);
/** "Suma zamówień w tym roku: 12 000 zł" */
const longTotalPattern = new RegExp(`^(?:${sums}) [^:]{1,60}:\\s*(?:${amount})?$`, 'u');
const countPattern = new RegExp(`^(?:${counted})\\s*[:=]\\s*\\d[\\d\\s.,]*$`, 'u');

const provenance =
  'wygenerowano|wygenerowane|wydrukowano|wyeksportowano|utworzono|sporzadzono|sporzadzil|sporzadzila|przygotowal|przygotowala|opracowal|opracowala|raport wygenerowano|data wydruku|data wygenerowania|data eksportu|data raportu|data utworzenia|data sporzadzenia|stan na dzien|stan na|zrodlo danych|zrodlo|generated|report generated|printed|exported|created|prepared|date generated|date printed|date exported|export date|print date|report date|as of|data as of|source|erstellt|gedruckt|exportiert|stand|quelle';
const provenanceNote = new RegExp(
  `^(?:${provenance})\\s*(?::|\\(|\\d|(?:dnia|dn|w|z|ze|przez|o|na|on|by|at|from|with|using|am|von|aus|mit)[ .:])`,
  'u',
);
const end =
  /^(?:koniec (?:raportu|listy|danych|pliku|zestawienia|wydruku|tabeli|eksportu|dokumentu|bazy)|end of (?:the )?(?:report|list|file|data|table|export|document)|ende (?:der|des) (?:liste|datei|tabelle|berichts|exports))$/;
const pageNumber = /^(?:strona|str|page|seite)\.? \d+(?:\s?(?:z|of|von|\/)\s?\d+)?$/;

/** Whether a cell is the label of a total or of a number of rows. */
export function isTotalLabel(text: string): boolean {
  const words = wordsOf(text);
  return [totalPattern, longTotalPattern, countPattern].some((pattern) => pattern.test(words));
}

/** Whether a cell marks the end of a table, or says when or by whom it was made. */
export function isFooterNote(text: string): boolean {
  const words = wordsOf(text);
  return [provenanceNote, end, pageNumber].some((pattern) => pattern.test(words));
}

/** The folded words without decoration, as in "*** Koniec raportu ***". */
function wordsOf(text: string): string {
  if (text.length > 200) return '';
  return fold(text)
    .replace(/^[\s*#=_.–—-]+|[\s*#=_.–—-]+$/g, '')
    .replace(/\s+/g, ' ');
}
