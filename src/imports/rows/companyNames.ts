import { classifyPiece, isCompanyWord, isLegalFormAlone } from '../../cardReader/cardWords.ts';
import { isFirstName } from '../../contacts/firstNames.ts';

const legalFormAtEnd =
  /\s(?:sp\.?\s?z\s?o\.?\s?o\.?|sp\.\s?[kj]\.?|s\.\s?c\.|S\.\s?A\.|P\.?S\.?A\.?|GmbH|Ltd\.?|LLC|Inc\.?|AG|KG)(?:\s+sp\.\s?k\.?)?$/u;

/** "P.H.U. Jan Kowalski", "F.H. Stal" */
const firm = /^(?:F\.?H\.?U?|P\.?P?\.?H\.?U?|P\.P?\.?U\.?H?|[FZ]\.?P\.?H?\.?U|Z\.P\.?H|[FPZ]\.?U\.?H)\.?\s/u;

/** Whether a name is that of a company: "Hurtownia Testowa sp. z o.o.". */
export function isCompanyName(text: string): boolean {
  const [first = '', second] = text.split(/\s+/u);
  if (second === undefined || isLegalFormAlone(first)) return false;
  if (legalFormAtEnd.test(text) || firm.test(text)) return true;
  if (isFirstName(first)) return false;
  return (
    (isCompanyWord(first) || /[.\s](?:o\.?\s?o|a|k|j|c|ltd|gmbh|inc|llc|sa|sc)\.?$/iu.test(text)) &&
    classifyPiece(text) === 'company'
  );
}
