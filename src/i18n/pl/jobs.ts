import type { jobs as en } from '../en/jobs.ts';
import type { Polish } from '../polish.ts';

export const jobs: Polish<typeof en> = {
  title: 'Zadania w tle',
  none: 'Nic nie czeka. Importy, e-maile i inne prace wykonywane w tle zobaczysz tutaj.',
  by: { web: 'Wykonuje je sama aplikacja.', worker: 'Wykonuje je „npm run worker”.' },
  name: 'Zadanie',
  waiting: 'Czeka',
  running: 'W toku',
  failed: 'Nieudane',
  since: 'Czeka od',
  error: 'Ostatni błąd',
  retry: 'Ponów nieudane zadania',
  flash: {
    retried_one: '{{count}} nieudane zadanie zostanie ponowione.',
    retried_few: '{{count}} nieudane zadania zostaną ponowione.',
    retried_many: '{{count}} nieudanych zadań zostanie ponowionych.',
    retried_other: '{{count}} nieudanego zadania zostanie ponowione.',
  },
  names: {
    continueAct: 'Importy i duże zmiany',
    countImport: 'Podglądy importu',
    searchDuplicates: 'Wyszukiwanie duplikatów',
    addDueSearches: 'Planowanie wyszukiwania duplikatów',
    recoverJobs: 'Wznawianie przerwanych zadań',
    deleteExpired: 'Usuwanie danych po terminie',
    sendMorningMails: 'Poranne e-maile',
    readMailbox: 'Skrzynka na przekazywane e-maile',
  },
  other: 'Nieznane zadanie ({{name}})',
};
