import type { layout as en } from '../en/layout.ts';
import type { Polish } from '../polish.ts';

export const layout: Polish<typeof en> = {
  description: 'Mały CRM, który mówi, do kogo dziś zadzwonić, i pamięta każdą rozmowę.',
  skip: 'Przejdź do treści',
  nav: {
    label: 'Menu główne',
    today: 'Dziś',
    contacts: 'Kontakty',
    companies: 'Firmy',
    tasks: 'Zadania',
    calendar: 'Kalendarz',
    tasksDue_one: '{{count}} zadanie do zrobienia',
    tasksDue_few: '{{count}} zadania do zrobienia',
    tasksDue_many: '{{count}} zadań do zrobienia',
    tasksDue_other: '{{count}} zadania do zrobienia',
    add: 'Szybki wpis',
    search: 'Szukaj',
    login: 'Zaloguj się',
    register: 'Załóż konto',
  },
  menu: {
    label: 'Konto: {{name}}',
    signedInAs: 'Zalogowano jako',
    profile: 'Profil i ustawienia',
    shortcuts: 'Skróty klawiszowe',
    activity: 'Aktywność',
    trash: 'Ostatnio usunięte',
    admin: 'Panel administracji',
    signOut: 'Wyloguj się',
  },
  footer: {
    promise: 'Twoje dane zostają na Twoim serwerze.',
    language: 'Język',
  },
  breadcrumb: 'Jesteś tutaj',
  pagination: {
    label: 'Strony',
    previous: 'Poprzednia strona',
    next: 'Następna strona',
    page: 'Strona {{page}}',
    range: '{{from}}–{{to}} z {{total}}',
    rangeAbout: '{{from}}–{{to}} z około {{total}}',
  },
  confirm: {
    goes: 'Zostanie usunięte:',
    forGood: 'Tego nie da się cofnąć.',
    stays: 'Zostanie:',
  },
};
