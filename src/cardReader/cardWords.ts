import { fold } from '../db/sql/fold.ts';

// All patterns match folded text: without accents and in lower case.

const greetings =
  /^(pozdrawiam\w*|pozdrowienia|(pozdrawiam )?(serdecznie|cieplo)|z (powazaniem|wyrazami szacunku|pozdrowieniami|serdecznymi pozdrowieniami)|lacze (pozdrowienia|wyrazy szacunku)|(serdeczne )?pozdrowienia|dziekuje( bardzo)?|(milego|dobrego) dnia|(dzien dobry|czesc|witam)|((best|kind|warm|many) |with best |with kind )?(regards|wishes)|all the best|best|sincerely( yours)?|yours (sincerely|faithfully|truly)|thanks( a lot| again)?|(many )?thanks and regards|thank you|cheers|hi|hello|mit freundlichen gru(ss|ß)en|viele gru(ss|ß)e|wyslane z .{1,30}|wyslano z .{1,30}|sent from (my )?.{1,30}|pozdr)( pozdrawiam| serdecznie)?[\s.,!:;)-]*$/;

const idNumbers =
  /\b(nip|regon|krs|bdo|pesel|vat( no| id| ue|-ue)?|iban|swift|bic|konto|nr (rachunku|konta)|rachunek|account (no|number)|sort code|company (no|number|reg)|reg(istered|istration)?\.? (no|number|in)|ein|hrb|ust-?id\w*|kapital zakladowy|sad rejonowy)\b/;

const addresses = [
  /(^|\s)(ul|al|pl|os|plac|aleja|aleje|ulica|osiedle|rondo|skr\. poczt)\.?\s+\S/,
  /\b\d{2}-\d{3}\b/,
  /\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b/,
  /\b[a-z]{2} \d{5}(-\d{4})?\b/,
  /\b(d|a|ch|cz|sk)-\d{4,5}\b/,
  /\d.*\b(street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|square|sq|court|way|suite|floor|pietro|lok|pok)\b\.?/,
  /(strasse|str\.|weg|platz|allee) ?\d/,
  /^(p\.? ?o\.? box|suite|floor) ?\d/,
  /^(warszawa|krakow|lodz|wroclaw|poznan|gdansk|gdynia|sopot|szczecin|bydgoszcz|lublin|bialystok|katowice|czestochowa|radom|torun|kielce|rzeszow|gliwice|zabrze|olsztyn|bielsko-biala|zielona gora|opole|tychy|plock|elblag|london|manchester|birmingham|berlin|munchen|hamburg|wien|praha|new york|chicago|los angeles|boston|dublin|polska|poland|deutschland|germany|uk|usa)$/,
];

const legalForms =
  /(^|[\s,])(sp(\.|olka) ?z ?(o\.? ?o\.?|ograniczona odpowiedzialnoscia)|sp\.? ?j\.?|sp\.? ?k\.?|sp\.? ?p\.?|s\.? ?k\.? ?a\.?|s\. ?a\.?|p\.?s\.?a\.|s\. ?c\.?|sc|sa|spolka (cywilna|jawna|komandytowa|akcyjna|partnerska)|ltd|limited|llc|llp|plc|inc|corp|corporation|gmbh|ag|kg|ohg|e\.k|b\.?v|n\.v|s\.?r\.?[lo]|s\.p\.a|sas|sarl|oy|ab|aps|a\.s|kft)\.?( & co\.?( kg)?)?(?=$|[\s,.])/;

const companyWords =
  'agencja agency akademia apteka atelier auto-?serwis bakery bank biuro browar cafe centrum clinic cukiernia company consulting dental design firma fhu foto fundacja gabinet galeria garage group grupa gospodarstwo hotel hurtownia instytut invest kancelaria kawiarnia klinika klub ksiegarnia kwiaciarnia lakiernia logistics meble muzeum nieruchomosci ogrody partners pensjonat piekarnia pizzeria pphu pracownia praxis przedsiebiorstwo przedszkole przychodnia phu restaurant restauracja salon serwis services shop sklep software solar solutions spoldzielnia stajnia stolarnia stowarzyszenie studio szkola szpital technologies tartak transport ubezpieczenia university uniwersytet urzad warsztat winnica wydawnictwo zaklad zespol';
const startsAsCompany = new RegExp(`^(${companyWords.replaceAll(' ', '|')})(?=$|[\\s:&-])`);
const namesCompany = new RegExp(`(^|[\\s-])(${companyWords.replaceAll(' ', '|')})(?=$|[\\s:&-])`);

const positionStems =
  'dyrektor kierowni prezes wiceprezes wlascicie wspolwlascicie specjalist menedzer menadzer manager handlow przedstawiciel doradc ksiegow projektant architekt prawni adwokat radca stolarz lekarz dentyst sekretar koordynator pelnomocni prokurent zastepc brygadzist trener nauczyciel asystent konsultant programist inzynier technik technolog mechanik elektryk hydraulik logisty spedytor zaopatrzeniow magazynier redaktor fotograf kosmetycz fryzjer analityk administrator czlonek director owner founder cofounder co-founder engineer assistant consultant developer designer accountant president chairman chairwoman partner lawyer attorney solicitor teacher coordinator specialist supervisor executive analyst technician receptionist secretary buyer officer advisor adviser representative trainer editor photographer carpenter plumber geschaftsfuhrer leiter';
const positionAbbreviations = 'ceo|cto|cfo|coo|cmo|cio|hr|vp|head of|lead|sales|team leader|pr manager|qa|kam|pm';
const position = new RegExp(
  `(^|[\\s/(-])((${positionStems.replaceAll(' ', '|')})\\w*|(${positionAbbreviations})(?=$|[\\s,/&)-])|wspolnik|kupiec)`,
);

const labels: [kind: LabelKind, label: RegExp][] = [
  ['company', /^(firma|company|organi[sz]ation|organizacja|pracodawca)\s*:\s*/],
  ['position', /^(stanowisko|funkcja|position|title|job title|role)\s*:\s*/],
  [
    'name',
    /^(imie i nazwisko|nazwisko i imie|imie|osoba( kontaktowa)?|kontakt|od|nadawca|from|sender|to|name|full name|contact( person)?)\s*:\s*/,
  ],
];

export type LabelKind = 'company' | 'position' | 'name';

export type PieceKind = 'greeting' | 'number' | 'address' | 'company' | 'position' | 'unknown';

export function classifyPiece(text: string): PieceKind {
  const words = fold(text);
  if (greetings.test(words)) return 'greeting';
  if (idNumbers.test(words)) return 'number';
  if (legalForms.test(words)) return 'company';
  if (addresses.some((address) => address.test(words))) return 'address';
  if (startsAsCompany.test(words)) return 'company';
  // A sentence with such a word is not a position or a company.
  const isShort = words.split(' ').length <= 8;
  if (isShort && position.test(words)) return 'position';
  return isShort && namesCompany.test(words) ? 'company' : 'unknown';
}

/** Reads "Firma: Dąb" as the company "Dąb". */
export function stripLabel(text: string): { kind?: LabelKind; text: string } {
  for (const [kind, label] of labels) {
    // Folding does not change the length of these labels.
    const found = label.exec(fold(text));
    if (found) return { kind, text: text.slice(found[0].length) };
  }
  return { text };
}

export function isCompanyWord(word: string): boolean {
  return startsAsCompany.test(fold(word));
}

export function isWholeCompany(text: string): boolean {
  const words = fold(text).trim();
  return startsAsCompany.test(words) && new RegExp(`${legalForms.source}\\.?$`).test(words);
}

export function isLegalFormAlone(text: string): boolean {
  return fold(text).trim().replace(legalForms, '').trim() === '';
}

/** The index of the first company word after the first word ("Jan Kowalski Stolarnia Dąb": 2), or -1. */
export function findCompanyStart(words: string[]): number {
  return words.findIndex((word, index) => index > 0 && startsAsCompany.test(fold(word)));
}
