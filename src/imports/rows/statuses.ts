import { type ContactStatus, contactStatuses } from '../../contacts/contacts.schema.ts';
import { fold } from '../../db/sql/fold.ts';
import { locales, translator } from '../../i18n/translate.ts';
import { memoize } from './memoize.ts';

const words: Record<ContactStatus, string> = {
  lead: 'new|open|lead|leads|nowy|nowa|nowy kontakt|subscriber|marketing qualified lead|mql|cold|cold lead|zimny|raw|not contacted|nieskontaktowany|uncontacted|neu|neuer kontakt|swiezy|potential|target|new lead|nowy lead|marketingqualifiedlead|do kontaktu',
  prospect:
    'prospect|in progress|open deal|opportunity|sales qualified lead|sql|qualified|connected|attempted to contact|contacted|working|warm|hot|negotiation|proposal|w toku|w trakcie|w rozmowach|w trakcie rozmow|oferta|oferta wyslana|negocjacje|rozmowy|zainteresowany|zainteresowana|potencjalny klient|potencjalny|cieply|goracy|in bearbeitung|interessent|in process|assigned|nurturing|szansa sprzedazy|szansa|prospekt|salesqualifiedlead',
  customer:
    'customer|client|klient|klientka|klient staly|staly klient|aktywny klient|aktywny|active|active customer|active client|won|closed won|zamkniety wygrany|zamkniete wygrane|umowa podpisana|klient vip|sprzedane|wygrany|wygrana|kunde|kundin|evangelist|converted|paying|kupujacy|existing customer|obecny klient|current customer|bestandskunde|vip',
  churned:
    'churned|former customer|former client|ex customer|lost|closed lost|inactive|dead|byly klient|byla klientka|byly|utracony|przegrany|przegrana|nieaktywny|stracony|ehemaliger kunde|lost customer|past customer|past client|cancelled|canceled|rezygnacja|zrezygnowal|zamkniety przegrany|zamkniete przegrane',
};

const statusByWord = new Map<string, ContactStatus>(
  contactStatuses.flatMap((status) => [
    ...words[status].split('|').map((word) => [word, status] as const),
    ...locales.map((locale) => [fold(translator(locale)(`common.status.${status}`)), status] as const),
  ]),
);

/** Understands our statuses in each language, and those of other programs: IN_PROGRESS, "Closed - won". */
export const parseStatus = memoize((text): ContactStatus | undefined =>
  statusByWord.get(
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  ),
);

/** When several columns name a status, the most advanced one counts. */
export function furthestStatus(statuses: ContactStatus[]): ContactStatus | undefined {
  return (['customer', 'churned', 'prospect', 'lead'] as const).find((status) => statuses.includes(status));
}
