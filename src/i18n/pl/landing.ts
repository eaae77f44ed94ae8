import type { landing as en } from '../en/landing.ts';
import type { Polish } from '../polish.ts';

export const landing: Polish<typeof en> = {
  title: 'Wiesz, do kogo dziś zadzwonić',
  headline: 'Wiesz, do kogo dziś zadzwonić.',
  lead: 'Mini CRM trzyma klientów, rozmowy i kolejne kroki w jednym spokojnym miejscu. Dla właścicieli firm, którym notes i arkusz już nie wystarczają.',
  start: 'Załóż konto',
  login: 'Zaloguj się',
  facts: {
    phone: 'Wygodny na telefonie',
    free: 'Darmowy, z otwartym kodem',
    noTracking: 'Bez śledzenia i reklam',
  },
  picture: {
    label:
      'Przykład strony „Dziś”: jedna osoba do zadzwonienia, jedna do napisania, jedno zadanie zrobione i notatka zapisywana razem z następnym krokiem',
    title: 'Dziś',
    date: 'wtorek, 10 marca',
    late: '2 dni po terminie',
    today: 'Dziś',
    done: 'Zrobione',
    first: 'Oddzwonić w sprawie dębowych stołów',
    firstSaid: 'czwartek: chce sześć, może osiem',
    second: 'Wysłać ofertę na targi wiosenne',
    secondSaid: '3 tygodnie temu: stoisko jak rok temu',
    third: 'Potwierdzić piątkowe spotkanie',
    noteTo: 'Rozmowa',
    note: 'Bierze sześć stołów, ciemne wykończenie. Cena do piątku.',
  },
  benefits: {
    title: 'Tak prosty, że korzystasz z niego codziennie',
    today: {
      title: 'Wie, do kogo zadzwonić',
      text: 'Co rano jedna krótka lista, a przy każdej osobie ostatnia notatka. Dzwonisz, piszesz, odhaczasz albo przekładasz na poniedziałek, wszystko w jednym miejscu.',
    },
    notes: {
      title: 'Jedna notatka załatwia wszystko',
      text: 'Zapisujesz, co ustalono, odhaczasz zadanie i planujesz następny krok za jednym razem. Jednym kciukiem, nawet w drzwiach.',
    },
    safe: {
      title: 'Wszystko da się cofnąć',
      text: 'Każda zmiana zostaje zapamiętana i przez 30 dni możesz ją cofnąć, od jednego słowa po cały import.',
    },
    yours: {
      title: 'Tylko Twój',
      text: 'Działa na Twoim komputerze lub serwerze i rusza po dwóch poleceniach. AI pomoże, jeśli je włączysz, a nic nie zostanie wysłane, zanim naciśniesz przycisk.',
    },
  },
  how: {
    title: 'Z notesu do Mini CRM w trzech krokach',
    people: {
      title: 'Przenieś swoje kontakty',
      text: 'Wpisz nazwisko, wklej stopkę z e-maila albo zaimportuj arkusz. Przed zapisem wszystko zobaczysz.',
    },
    talk: { title: 'Zanotuj ustalenia', text: 'Po każdej rozmowie jedna linijka i to, co dalej.' },
    morning: { title: 'Otwórz rano', text: '„Dziś” pokazuje, kto na Ciebie czeka. Dzwonisz, odhaczasz, gotowe.' },
  },
  callToAction: {
    title: 'Zacznij od jednego nazwiska.',
    text: 'Do kogo trzeba było zadzwonić w zeszłym tygodniu?',
  },
};
