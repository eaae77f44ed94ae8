import type { mailDrop as en } from '../en/mailDrop.ts';
import type { Polish } from '../polish.ts';

export const mailDrop: Polish<typeof en> = {
  title: 'Prywatny adres e-mail',
  lead: 'Wpisz go w UDW albo przekazuj na niego e-maile: same zapiszą się u właściwej osoby.',
  link: 'Prywatny adres',
  off: 'Nie masz jeszcze prywatnego adresu.',
  create: 'Utwórz adres',
  yours: 'Twój adres',
  renew: 'Zmień na nowy',
  stop: 'Wyłącz',
  secret:
    'Zachowaj go dla siebie: kto go zna, może dopisywać e-maile do Twojej historii, choć niczego nie przeczyta. Używaj UDW, aby odbiorcy go nie widzieli.',
  received: 'Ostatni e-mail przyszedł {{when}}.',
  receivedNone: 'Nie zapisano jeszcze żadnego e-maila. Przekaż jakiś na próbę: pojawi się w ciągu minuty lub dwóch.',
  known:
    'E-maile osób, które masz w kontaktach, zapisują się od razu, w ciągu minuty lub dwóch. Jeśli adresu nie ma nikt albo ma go kilka osób, e-mail czeka w E-mailach na Twój wybór.',
  ignored:
    'Nie zapisujemy odpowiedzi automatycznych, załączników ani niczego powyżej 30 MB. Limit to 200 e-maili dziennie.',
  confirm: {
    renew: 'Zmienić adres na nowy?',
    stop: 'Wyłączyć adres?',
    goes: 'obecny adres: to, co na niego przyjdzie, nie będzie już zapisywane',
    stays: 'wszystkie zapisane dotąd e-maile',
  },
  problem: {
    unreadable: 'Nie udało się odczytać e-maila, {{when}}.',
    tooLarge: 'E-mail miał ponad 30 MB i nie został zapisany, {{when}}.',
    tooMany: 'W ciągu dnia przyszło ponad 200 e-maili, reszta nie została zapisana, {{when}}.',
  },
  flash: {
    on: 'Twój nowy adres już działa.',
    off: 'Adres jest wyłączony. To, co na niego przyjdzie, nie będzie zapisywane.',
  },
  system: {
    label: 'Skrzynka na przekazywane e-maile',
    never: 'Jeszcze nieodczytana',
    read: 'Odczytana {{when}}',
    failed: 'Nie udało się odczytać, {{when}}: {{error}}',
  },
};
