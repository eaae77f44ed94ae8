import type { mail as en } from '../en/mail.ts';
import type { Polish } from '../polish.ts';

export const mail: Polish<typeof en> = {
  reset: {
    subject: 'Nowe hasło do Mini CRM',
    text: `Dzień dobry,

ktoś poprosił o nowe hasło do konta {{name}} w Mini CRM.

Otwórz ten link, żeby je ustawić. Działa raz i przez godzinę:
{{link}}

Jeśli to nie Ty, zignoruj tę wiadomość – hasło się nie zmieni.`,
    several: `Dzień dobry,

ktoś poprosił o nowe hasło. Ten adres e-mail ma kilka kont w Mini CRM.

Otwórz link do właściwego konta. Każdy działa raz i przez godzinę:

{{links}}

Jeśli to nie Ty, zignoruj tę wiadomość – hasła się nie zmienią.`,
  },
  confirm: {
    subject: 'Potwierdź adres e-mail w Mini CRM',
    text: `Dzień dobry,

ten adres podano dla konta {{name}} w Mini CRM.

Otwórz ten link, żeby go potwierdzić. Działa przez dobę, w przeglądarce, w której konto jest zalogowane:
{{link}}

Jeśli to nie Ty, zignoruj tę wiadomość – adres nie będzie używany.`,
  },
  test: {
    subject: 'Mini CRM może wysyłać e-maile',
    text: `Dzień dobry, {{name}},

to próbna wiadomość. E-maile z Twojego Mini CRM dochodzą.`,
  },
  twoFactorOff: {
    subject: 'Logowanie dwuetapowe na Twoim koncie w Mini CRM jest wyłączone',
    text: `Dzień dobry,

administrator wyłączył logowanie dwuetapowe dla konta {{name}} w Mini CRM i wszędzie je wylogował.
Do zalogowania wystarczy teraz samo hasło. Drugi etap możesz ponownie włączyć w profilu.

Jeśli to nie była Twoja prośba, zaloguj się, zmień hasło i zapytaj administratora.`,
  },
  passkeyAdded: {
    subject: 'Do Twojego konta w Mini CRM dodano klucz dostępu',
    text: `Dzień dobry,

do konta {{name}} w Mini CRM dodano klucz dostępu. Pozwala zalogować się bez hasła.

Jeśli to nie Ty, usuń go w profilu, zmień hasło i daj znać administratorowi.`,
  },
  changed: {
    subject: 'Zmienił się adres e-mail Twojego konta w Mini CRM',
    text: `Dzień dobry,

konto {{name}} w Mini CRM ma teraz adres {{email}} zamiast tego.

Jeśli to nie Ty, zmień hasło i daj znać administratorowi.`,
    removed: `Dzień dobry,

ten adres usunięto z konta {{name}} w Mini CRM.

Jeśli to nie Ty, zmień hasło i daj znać administratorowi.`,
  },
};
