import type { personData as en } from '../en/personData.ts';
import type { Polish } from '../polish.ts';

export const personData: Polish<typeof en> = {
  title: 'Dane tej osoby',
  file: 'dane',
  link: 'Wszystkie dane, usuwanie na zawsze',
  held: {
    title: 'Co jest zapisane',
    record: 'kontakt ze wszystkimi szczegółami',
    interactions_one: '{{count}} wpis w historii',
    interactions_few: '{{count}} wpisy w historii',
    interactions_many: '{{count}} wpisów w historii',
    interactions_other: '{{count}} wpisu w historii',
    tasks_one: '{{count}} zadanie',
    tasks_few: '{{count}} zadania',
    tasks_many: '{{count}} zadań',
    tasks_other: '{{count}} zadania',
    summary: 'podsumowanie AI',
    changes_one: '{{count}} zapisana zmiana',
    changes_few: '{{count}} zapisane zmiany',
    changes_many: '{{count}} zapisanych zmian',
    changes_other: '{{count}} zapisanej zmiany',
  },
  download: 'Pobierz wszystko',
  downloadHint:
    'Plik ZIP ze stroną do przeczytania i tym samym w formacie JSON. Wyślij go tej osobie, jeśli zapyta, co o niej wiesz.',
  erase: {
    title: 'Usuń na zawsze',
    lead: 'Jeśli ta osoba chce zostać zapomniana: znika wszystko, także z „Ostatnio usuniętych”, ze spisu zmian i z wierszy importów. Nic tego nie przywróci.',
    open: 'Usuń na zawsze…',
    confirm: 'Usuń na zawsze',
    failed: 'Nic nie zostało usunięte.',
    waitingLoads:
      'Zniknie też przesłany plik konta, którego jeszcze nie wczytano: ta osoba może w nim być. Możesz przesłać go ponownie.',
    count: 'sama informacja, że kogoś usunięto i kiedy',
    backups: 'wcześniejsze kopie zapasowe, dopóki nie zastąpią ich nowsze',
    name: 'Imię i nazwisko osoby',
    nameHint: 'Wpisz „{{name}}”, aby potwierdzić.',
    wrongName: 'Wpisz imię i nazwisko tak, jak widać wyżej.',
  },
  flash: { erased: 'Osoba została usunięta na zawsze.' },
  document: {
    lead: 'Wszystko, co jest zapisane o tej osobie, stan na {{at}}.',
    interactions: 'Historia',
    tasks: 'Zadania',
    waitingMails: 'E-maile, których nie ma jeszcze w historii',
    summary: 'Podsumowanie AI',
    changes: 'Zmiany',
  },
};
