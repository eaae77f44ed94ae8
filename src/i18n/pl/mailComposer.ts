import type { mailComposer as en } from '../en/mailComposer.ts';
import type { Polish } from '../polish.ts';

export const mailComposer: Polish<typeof en> = {
  title: 'Napisz e-mail',
  link: 'Użyj szablonu',
  to: 'Do',
  subject: 'Temat',
  body: 'Treść',
  templates: {
    title: 'Szablony e-maili',
    lead: 'Teksty, które piszesz często. Pola takie jak imię są uzupełniane dla każdej osoby.',
    add: 'Dodaj szablon',
    emptyTitle: 'Nie ma jeszcze szablonów',
    emptyText: 'Napisz ofertę lub przypomnienie raz, a potem wysyłaj każdemu z jego imieniem.',
    editNamed: 'Edytuj: {{name}}',
    deleteNamed: 'Usuń: {{name}}',
    manage: 'Szablony',
    use: 'Zacznij od szablonu',
    none: 'Nie masz jeszcze szablonów.',
    fill: 'Uzupełnij',
  },
  template: {
    new: 'Nowy szablon',
    edit: 'Edytuj szablon',
    name: 'Nazwa',
    nameHint: 'Widzisz ją tylko Ty.',
    fields: 'Wpisz w nawiasach klamrowych, a zostaną uzupełnione:',
    save: 'Zapisz szablon',
  },
  field: {
    first_name: 'Imię',
    last_name: 'Nazwisko',
    company: 'Firma',
    position: 'Stanowisko',
    last_subject: 'Temat ostatniego e-maila',
    my_name: 'Twoja nazwa',
  },
  missing: 'Ten kontakt nie ma danych dla: {{fields}}. Przed wysłaniem zamień to, co jest w nawiasach klamrowych.',
  preview: {
    button: 'Podgląd',
    title: 'Wysłać ten e-mail?',
    lead: 'Odbiorca: {{name}}',
    from: 'Od',
    fromText: '{{name}}, przez ten serwer',
    replyTo: 'Odpowiedzi trafią na',
    send: 'Wyślij',
    back: 'Wróć do edycji',
  },
  open: 'Otwórz w programie pocztowym',
  sent: 'Wysłane, zapisz w historii',
  sentHere: 'To, co wysyłasz stąd, zapisuje się w historii samo.',
  sentElsewhere: 'To, co wysyłasz z programu pocztowego, zapisuje się po naciśnięciu przycisku.',
  bounces:
    'Jeśli e-maila nie uda się później dostarczyć, zawiadomienie trafi do skrzynki tego serwera, nie do Ciebie. Gdy nie ma odpowiedzi, sprawdź adres.',
  cannot: {
    noServer: 'Na tym serwerze poczta nie jest ustawiona, więc otwórz tekst w programie pocztowym.',
    noOwnAddress: 'Aby wysyłać stąd, najpierw wpisz i potwierdź w profilu swój adres e-mail: tam trafią odpowiedzi.',
    pendingAddress: 'Wyślesz stąd, gdy potwierdzisz swój adres: tam trafią odpowiedzi.',
    noAddress: 'Ten kontakt nie ma jeszcze adresu e-mail.',
  },
  unsure:
    'Wysyłanie tego e-maila się urwało, {{when}}, więc nie wiadomo, czy wyszedł. Wyślij go jeszcze raz albo zapisz w historii, jeśli wiesz, że dotarł.',
  problem: {
    recipient:
      'Serwer poczty nie przyjmuje adresu {{address}}, więc nic nie zostało wysłane. Sprawdź go, Twój tekst nadal tu jest.',
    server:
      'Serwer poczty odrzucił e-mail lub jest nieosiągalny, więc e-mail nie został wysłany. Twój tekst nadal tu jest. Spróbuj później.',
    unsure:
      'Serwer poczty przestał odpowiadać w trakcie wysyłania, więc nie wiadomo, czy e-mail wyszedł. Zapytaj, czy dotarł: potem zapisz go w historii albo wyślij jeszcze raz.',
    sending: 'Ten e-mail właśnie się wysyła. Poczekaj chwilę i zajrzyj do historii.',
    limit_one:
      'Wykorzystano limit {{count}} e-maila w ciągu 24 godzin, więc ten nie został wysłany. Twój tekst nadal tu jest. Spróbuj później.',
    limit_few:
      'Wykorzystano limit {{count}} e-maili w ciągu 24 godzin, więc ten nie został wysłany. Twój tekst nadal tu jest. Spróbuj później.',
    limit_many:
      'Wykorzystano limit {{count}} e-maili w ciągu 24 godzin, więc ten nie został wysłany. Twój tekst nadal tu jest. Spróbuj później.',
    limit_other:
      'Wykorzystano limit {{count}} e-maila w ciągu 24 godzin, więc ten nie został wysłany. Twój tekst nadal tu jest. Spróbuj później.',
  },
  error: {
    placeholder: 'Zostało tu pole w nawiasach klamrowych. Zamień je na właściwy tekst.',
    tooMany: 'Szablonów może być najwyżej {{count}}.',
  },
  flash: {
    sent: 'E-mail wysłany na {{to}} i zapisany w historii.',
    logged: 'E-mail zapisany w historii.',
    templateSaved: 'Szablon zapisany.',
    unknownFields:
      'Nie znamy {{fields}}, więc tego nie uzupełnimy: zastąp to samodzielnie przy każdym pisaniu. Znane pola są wymienione w formularzu.',
    templateDeleted: 'Usunięto szablon „{{name}}”.',
    templateRestored: 'Szablon przywrócony.',
  },
};
