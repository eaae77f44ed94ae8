import type { errors as en } from '../en/errors.ts';
import type { Polish } from '../polish.ts';

export const errors: Polish<typeof en> = {
  code: 'Błąd {{status}}',
  home: 'Przejdź do „Dziś”',
  start: 'Przejdź na stronę główną',
  back: 'Wróć i spróbuj ponownie',
  retry: 'Spróbuj ponownie',
  waitSeconds_one: 'Spróbuj ponownie za {{count}} sekundę.',
  waitSeconds_few: 'Spróbuj ponownie za {{count}} sekundy.',
  waitSeconds_many: 'Spróbuj ponownie za {{count}} sekund.',
  waitSeconds_other: 'Spróbuj ponownie za {{count}} sekundy.',
  waitMinutes_one: 'Spróbuj ponownie za {{count}} minutę.',
  waitMinutes_few: 'Spróbuj ponownie za {{count}} minuty.',
  waitMinutes_many: 'Spróbuj ponownie za {{count}} minut.',
  waitMinutes_other: 'Spróbuj ponownie za {{count}} minuty.',
  openFormInNewTab: 'Otwórz formularz w nowej karcie',
  draftKept: 'Wpisany tekst czeka przez godzinę i nikt go nie widzi. Wróci, gdy to konto znów się tu zaloguje.',
  typed: 'Wpisany tekst – możesz go stąd skopiować:',
  reference: 'Jeśli to się powtórzy, podaj administratorowi ten numer: {{reference}}',
  400: {
    title: 'Ten adres jest nieprawidłowy',
    text: 'Wróć do strony „Dziś” i spróbuj jeszcze raz.',
  },
  403: {
    title: 'Ten formularz wygasł',
    text: 'Nic nie zostało zapisane, bo strona była zbyt długo otwarta. Otwórz formularz jeszcze raz i wyślij go ponownie.',
  },
  404: {
    title: 'Nic tu nie ma',
    text: 'Ta pozycja została usunięta albo w adresie jest literówka. Pozostałe dane są na swoim miejscu.',
  },
  409: {
    title: 'Ten formularz jest z innego konta',
    text: 'Nic nie zostało zapisane. Gdy otwierano ten formularz, w przeglądarce był zalogowany ktoś inny.',
  },
  413: {
    title: 'To za dużo naraz',
    text: 'Nic nie zostało zapisane. Skróć tekst albo wybierz mniejszy plik i wyślij ponownie.',
  },
  422: {
    title: 'Nie udało się tego zapisać',
    text: 'Coś w formularzu nie pasuje do zapisanych danych – mogły się w międzyczasie zmienić. Wróć, sprawdź pola i wyślij ponownie.',
  },
  429: {
    title: 'Za dużo prób',
    text: 'Za dużo prób w krótkim czasie. Tym razem nic nie zostało zapisane ani wysłane, ale wszystko, co było zapisane wcześniej, jest bezpieczne. Odczekaj chwilę i spróbuj jeszcze raz.',
  },
  500: {
    title: 'Coś poszło nie tak',
    text: 'To nasza wina, nie Twoja, a wszystko, co było zapisane wcześniej, jest bezpieczne. Wróć i spróbuj jeszcze raz.',
  },
  503: {
    title: 'Zaraz wracamy',
    text: 'Baza danych chwilowo nie odpowiada. Wszystko, co było zapisane wcześniej, jest bezpieczne, ale ostatnia zmiana mogła się nie zapisać.',
  },
  507: {
    title: 'Dysk jest pełny',
    text: 'Nic nie zostało zapisane, ale nic też nie zginęło. Poproś administratora o zwolnienie miejsca na serwerze i wyślij to jeszcze raz.',
  },
};
