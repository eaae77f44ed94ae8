import type { mail as en } from '../en/mail.ts';
import type { Polish } from '../polish.ts';

export const mail: Polish<typeof en> = {
  reset: {
    subject: 'Nowe hasło do Mini CRM',
    text: `Dzień dobry,

ktoś poprosił o nowe hasło do konta {{name}} w Mini CRM.

Otwórz ten link, żeby je ustawić. Działa raz i przez godzinę:
{{link}}

Jeśli to nie Ty, nic nie rób – hasło się nie zmieni.`,
  },
  confirm: {
    subject: 'Potwierdź adres e-mail w Mini CRM',
    text: `Dzień dobry,

ten adres podano dla konta {{name}} w Mini CRM.

Otwórz ten link, żeby go potwierdzić. Działa przez dobę, w przeglądarce, w której jesteś na swoim koncie:
{{link}}

Jeśli to nie Ty, nic nie rób – adres nie będzie używany.`,
  },
  test: {
    subject: 'Mini CRM może wysyłać pocztę',
    text: `Cześć {{name}},

to wiadomość próbna. Poczta z Twojego Mini CRM dochodzi.`,
  },
  twoFactorOff: {
    subject: 'Logowanie dwuetapowe na Twoim koncie w Mini CRM jest wyłączone',
    text: `Dzień dobry,

osoba, która prowadzi Twój Mini CRM, wyłączyła logowanie dwuetapowe dla konta {{name}} i wszędzie je wylogowała.
Do zalogowania wystarczy teraz samo hasło. W profilu możesz włączyć drugi etap ponownie.

Jeśli to nie była Twoja prośba, zaloguj się, zmień hasło i zapytaj osobę, która prowadzi Twój Mini CRM.`,
  },
  changed: {
    subject: 'Zmienił się adres e-mail Twojego konta w Mini CRM',
    text: `Dzień dobry,

konto {{name}} w Mini CRM ma teraz adres {{email}} zamiast tego.

Jeśli to nie Ty, zmień hasło i daj znać osobie, która prowadzi Twój Mini CRM.`,
    removed: `Dzień dobry,

ten adres usunięto z konta {{name}} w Mini CRM.

Jeśli to nie Ty, zmień hasło i daj znać osobie, która prowadzi Twój Mini CRM.`,
  },
};
