import type { landing as en } from '../en/landing.ts';
import type { Polish } from '../polish.ts';

export const landing: Polish<typeof en> = {
  title: 'Wiesz, do kogo dziś zadzwonić',
  headline: 'Wiesz, do kogo dziś zadzwonić.',
  lead: 'Mini CRM trzyma w jednym spokojnym miejscu klientów, ustalenia z rozmów i kolejne kroki. Dla właścicieli firm, którym notes i arkusz już nie wystarczają.',
  start: 'Załóż konto',
  login: 'Zaloguj się',
  facts: {
    phone: 'Wygodny także na telefonie',
    free: 'Darmowy, z otwartym kodem',
    noTracking: 'Bez śledzenia i reklam',
  },
  picture: {
    label: 'Przykład strony „Dziś”: trzy osoby do obdzwonienia, jedno zadanie zrobione, notatka w trakcie pisania',
    title: 'Dziś',
    date: 'wtorek, 10 marca',
    late: '2 dni po terminie',
    today: 'Dziś',
    done: 'Zrobione',
    first: 'Oddzwonić w sprawie dębowych stołów',
    second: 'Wysłać ofertę na targi wiosenne',
    third: 'Zapytać, jak poszła dostawa',
    fourth: 'Potwierdzić piątkowe spotkanie',
    noteTo: 'Rozmowa z Łukaszem',
    note: 'Bierze sześć stołów, ciemne wykończenie. Cena do piątku.',
    save: 'Zapisz notatkę',
    saved: 'Dalej: w piątek wysłać cenę',
  },
  benefits: {
    title: 'Na tyle mały, że używasz go codziennie',
    today: {
      title: 'Wie, do kogo zadzwonić',
      text: 'Co jest po terminie, co na dziś, co dalej: co rano jedna krótka lista, najpilniejsze na górze.',
    },
    notes: {
      title: 'Notatka w dziesięć sekund',
      text: 'Otwierasz kontakt, wpisujesz, co ustalono, zapisujesz. Jednym kciukiem, nawet w drzwiach.',
    },
    safe: {
      title: 'Nic nie ginie',
      text: 'Każda rozmowa, wiadomość i obietnica zostaje przy osobie. Zanim coś usuniesz, widzisz, co zniknie, a co zostanie.',
    },
    yours: {
      title: 'Tylko Twój',
      text: 'Działa na Twoim komputerze albo serwerze. Twoi klienci to tylko Twoja sprawa.',
    },
  },
  how: {
    title: 'Z notesu w trzech krokach',
    people: { title: 'Zapisz nazwisko', text: 'Wystarczy imię albo nazwisko. Resztę dopiszesz, gdy się dowiesz.' },
    talk: { title: 'Zanotuj ustalenia', text: 'Po każdej rozmowie jedna linijka: czego chcą i co zostało obiecane.' },
    morning: { title: 'Otwórz rano', text: '„Dziś” pokazuje, kto na Ciebie czeka. Dzwonisz, odhaczasz, gotowe.' },
  },
  callToAction: {
    title: 'Zacznij od jednego nazwiska.',
    text: 'Do kogo należało zadzwonić w zeszłym tygodniu?',
  },
};
