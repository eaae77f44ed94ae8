export const accountFile = {
  title: 'Twoje dane',
  lead: 'Całe konto w jednym pliku – i z powrotem.',
  out: {
    title: 'Pobierz wszystko',
    text: 'Jeden plik ZIP ze wszystkim, co tu wpisano: wszystkie listy, zmiany, ostatnio usunięte i Twoje zdjęcie. Są w nim też tabele do arkusza kalkulacyjnego i notatka, która wyjaśnia, co jest czym.',
    empty: 'Na razie nic tu nie ma.',
    submit: 'Pobierz wszystko (ZIP)',
    hint: 'Plik powstaje w trakcie pobierania: około 10 sekund przy 10 000 osób. Nigdy nie ma w nim haseł ani kodów. Trzymaj go tam, gdzie nikt inny go nie otworzy.',
    tables: 'Albo jedna lista do arkusza kalkulacyjnego (CSV):',
  },
  in: {
    title: 'Wczytaj plik konta',
    text: 'Przyjmuje plik utworzony przez „Pobierz wszystko” – tutaj albo w innej instalacji. Zapisy z pliku zostaną dodane obok Twoich; nic, co masz, się nie zmieni. Logowanie, ustawienia i zdjęcie pozostaną bez zmian.',
    file: 'Plik ZIP',
    hint: 'Do {{size}} MB. Zanim cokolwiek zostanie wczytane, zobaczysz, co jest w środku.',
    submit: 'Dalej do podglądu',
    failed: 'Tego pliku nie można wczytać',
    earlier: 'Wczytane pliki',
    states: { ready: 'jeszcze niewczytany', running: 'w toku', done: 'wczytany' },
  },
  kind: {
    contacts: 'Kontakty',
    companies: 'Firmy',
    interactions: 'Notatki, rozmowy, e-maile i spotkania',
    tasks: 'Zadania',
    tags: 'Etykiety',
    saved_views: 'Zapisane widoki',
    acts: 'Zdarzenia w historii',
  },
  reading: {
    title: 'Sprawdzanie pliku',
    text: 'Plik jest sprawdzany. Nic jeszcze nie jest wczytywane. Możesz opuścić tę stronę i wrócić później.',
    progress_one: 'sprawdzono {{n}} zapis',
    progress_few: 'sprawdzono {{n}} zapisy',
    progress_many: 'sprawdzono {{n}} zapisów',
    progress_other: 'sprawdzono {{n}} zapisu',
  },
  refused: {
    title: 'Tego pliku nie można wczytać',
    nothing: 'Nic nie zostało wczytane.',
    again: 'Wybierz inny plik',
  },
  ready: {
    title: 'Sprawdź przed wczytaniem',
    lead: '{{name}}. Nic jeszcze nie jest wczytane.',
    from: 'Z konta {{account}}, utworzony {{when}}.',
    caption: 'Co jest w pliku',
    what: 'Lista',
    inFile: 'W pliku',
    here: 'Tutaj teraz',
    beside:
      'Wszystko z pliku zostanie dodane obok tego, co już tu jest – z datami, powiązaniami, etykietami i historią. Można to cofnąć przez {{days}} dni.',
    known_one:
      '{{n}} osoba w pliku ma ten sam e-mail albo to samo imię i nazwisko co ktoś, kogo już masz. Będzie tu dwa razy; później można ją scalić.',
    known_few:
      '{{n}} osoby w pliku mają ten sam e-mail albo to samo imię i nazwisko co ktoś, kogo już masz. Będą tu dwa razy; później można je scalić.',
    known_many:
      '{{n}} osób w pliku ma ten sam e-mail albo to samo imię i nazwisko co ktoś, kogo już masz. Będą tu dwa razy; później można je scalić.',
    known_other:
      '{{n}} osoby w pliku ma ten sam e-mail albo to samo imię i nazwisko co ktoś, kogo już masz. Będą tu dwa razy; później można je scalić.',
    again: 'Dokładnie ten plik wczytano tu {{when}}. Jeśli wczytasz go ponownie, wszystko z niego będzie tu dwa razy.',
    submit: 'Wczytaj do tego konta',
    discard: 'Nie wczytuj',
  },
  running: {
    title: 'Wczytywanie',
    text: 'Zapisy są wczytywane. Możesz opuścić tę stronę i pracować dalej; wczytywanie trwa nawet po ponownym uruchomieniu serwera.',
    progress: '{{done}} z {{total}} zapisów',
    stop: 'Zatrzymaj i cofnij',
  },
  done: {
    title: 'Wczytano',
    complete: 'Wszystko z pliku już tu jest.',
    incomplete: 'Nie wszystko z pliku zostało wczytane.',
    before: 'Przedtem',
    inFile: 'W pliku',
    after: 'Potem',
    tags: 'Etykieta, która już tu była, liczy się raz.',
    contacts: 'Do kontaktów',
    changes: 'Pokaż zmiany',
    undoTitle: 'Cofnij',
    undoText:
      'Cofnięcie usuwa wszystko, co przyszło z plikiem, razem z historią. To, co zmieniono od tego czasu, zostaje. Jest możliwe przez {{days}} dni.',
    undo: 'Cofnij wczytanie',
    undone: 'Wczytanie zostało cofnięte.',
    undoing: 'Wczytanie jest cofane.',
    another: 'Wczytaj inny plik',
  },
  flash: { discarded: 'Nic nie zostało wczytane.' },
  problem: {
    noFile: 'Najpierw wybierz plik.',
    tooLarge: 'Ten plik jest za duży. Można wczytać plik do {{size}} MB.',
    noZip: 'To nie jest plik ZIP albo jest uszkodzony. Wybierz plik utworzony przez „Pobierz wszystko”.',
    notOurs:
      'Ten plik ZIP nie jest plikiem konta. Wybierz ten utworzony przez „Pobierz wszystko” – tak jak jest, bez rozpakowywania i ponownego pakowania.',
    newer: 'Ten plik utworzyła nowsza wersja programu. Najpierw zaktualizuj tę instalację.',
    damaged: 'Ten plik jest uszkodzony albo został zmieniony. Pobierz go jeszcze raz tam, skąd pochodzi.',
    links: 'Zapisy w tym pliku prowadzą do innych, których w nim nie ma. Pobierz go jeszcze raz tam, skąd pochodzi.',
    broken: 'Nie udało się sprawdzić pliku do końca. Wybierz go jeszcze raz.',
  },
  readme: {
    name: 'CZYTAJ.txt',
    tables: 'tabele',
    table: { contacts: 'kontakty', companies: 'firmy', interactions: 'rozmowy-i-notatki', tasks: 'zadania' },
    title: 'MINI CRM: CAŁE KONTO {{name}}',
    made: 'Utworzono {{when}}. Cała zawartość pochodzi z tej chwili.',
    use: 'Aby wczytać plik do konta – tutaj albo w innej instalacji – otwórz tam w profilu „Twoje dane” i wybierz ten plik ZIP tak, jak jest. Nie rozpakowuj go i nie pakuj ponownie.',
    inTables:
      'W folderze „{{folder}}” są tabele, które otwiera Excel, LibreOffice i Arkusze Google: kontakty, firmy, rozmowy i notatki, zadania.',
    inData:
      'W folderze „data” jest wszystko dla programów: osobny plik dla każdej listy, w każdym wierszu jeden zapis w formacie JSON. „acts” i „changes” to historia: kto, co i kiedy zmienił oraz co usunięto. „merges” mówi, które kontakty i firmy scalono. To, co niedawno usunięto, można po wczytaniu przywrócić.',
    others:
      'W „profile.json” są Twoje ustawienia, w „pictures” Twoje zdjęcie. „manifest.json” liczy zapisy i podaje sumę kontrolną każdego pliku.',
    careful:
      'Nie ma tu haseł. Jest za to wszystko, co wiesz o swoich klientach: trzymaj ten plik tam, gdzie nikt inny go nie otworzy.',
  },
};
