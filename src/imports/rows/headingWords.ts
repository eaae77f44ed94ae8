/**
 * Headings without accents and marks, as our own exports, Google Contacts, Outlook (English, Polish, German), iCloud,
 * LinkedIn, Thunderbird, HubSpot, Pipedrive, SuiteCRM and Polish bookkeeping programs write them.
 */
export const headingWords = {
  full_name:
    'full name|name|names|display name|contact name|contact full name|contact|contact person|person|person name|lead name|file as|imie i nazwisko|imie nazwisko|imiona i nazwisko|osoba|osoba kontaktowa|osoba do kontaktu|osoba odpowiedzialna|kontakt|kontakt osoba|nazwa kontaktu|nazwa wyswietlana|przedstawiciel|reprezentant|wlasciciel firmy|prezes|klient|client|customer|pelna nazwa osoby|ansprechpartner|ansprechpartnerin|kontaktperson|vollstandiger name|anzeigename|speichern unter|zapisz jako|primary contact|main contact|client name|customer full name|buyer|buyer name|recipient|recipient name|imie i nazwisko kupujacego|kupujacy|imie i nazwisko osoby kontaktowej|imie i nazwisko klienta|imie i nazwisko kontaktu|osoba odbierajaca|kontakt do|nazwa osoby|osoba imie i nazwisko|general name',
  last_first_name:
    'nazwisko i imie|nazwisko imie|nazwisko i imiona|nazwisko imiona|last name first name|surname first name|lastname firstname|last first|last name and first name|surname name|nachname vorname|name vorname|nachname und vorname',
  first_name:
    'first name|given name|firstname|forename|first|fname|christian name|imie|imiona|pierwsze imie|imie osoby|vorname|vornamen|rufname|contact first name|primary contact first name',
  middle_name:
    'middle name|middlename|middle|additional name|second name|drugie imie|drugie imiona|inne imie|weitere vornamen|zweiter vorname|middle initial',
  last_name:
    'last name|family name|surname|lastname|last|lname|nazwisko|nazwiska|nazwisko osoby|nachname|familienname|zuname|contact last name',
  name_title:
    'title|prefix|name prefix|suffix|name suffix|honorific|salutation|tytul|tytul grzecznosciowy|tytul naukowy|przedrostek|przyrostek|sufiks|prefiks|anrede|titel|namenszusatz|akademischer titel|zwrot grzecznosciowy|stopien',
  nickname: 'nickname|nick name|nick|pseudonim|przydomek|alias|spitzname|ksywa|ksywka|przezwisko',
  company:
    'company|company name|organization|organisation|organization name|organisation name|organization yomi name|company organization|employer|business|business name|firma|firmy|nazwa|nazwa firmy|nazwa pelna|pelna nazwa|nazwa skrocona|nazwa kontrahenta|nazwa klienta|nazwa odbiorcy|nazwa nabywcy|nabywca|odbiorca|dostawca|nazwa podmiotu|nazwa organizacji|przedsiebiorstwo|kontrahent|kontrahenci|organizacja|pracodawca|account name|account|associated company|primary company|primary associated company|associated company name|company associated|firmenname|unternehmen|organisation firma|arbeitgeber|klient firma|zaklad pracy|instytucja|supplier|vendor|client company|customer name|legal name|company legal name|trading name|vendor name|sales account|company name for emails|billing company|firma klienta|nazwa firmy kontrahenta',
  position:
    'position|job title|jobtitle|job|role|function|occupation|profession|organization title|organisation title|stanowisko|stanowisko pracy|funkcja|rola|zawod|tytul sluzbowy|berufsbezeichnung|beruf|stellung|funktion|berufliche stellung|arbeitstitel|designation|job position|professional title|stanowisko funkcja',
  birthday:
    'birthday|birth date|birthdate|date of birth|dob|born|data urodzenia|urodziny|data ur|dzien urodzin|urodzony|ur|geburtstag|geburtsdatum|geboren|bday|data urodzin|dob dd mm yyyy',
  source:
    'source|lead source|original source|original traffic source|referred by|referral|where from|how did you hear about us|zrodlo|zrodlo kontaktu|zrodlo pozyskania|zrodlo leada|skad|skad znamy|skad sie znamy|skad znajomosc|skad kontakt|polecajacy|polecony przez|z polecenia|pochodzenie|quelle|empfohlen von|weiterempfohlen von|where did you meet|how we met|acquisition source|source information|skad klient|polecenie|kto polecil',
  status:
    'status|lead status|contact status|customer status|lifecycle stage|lifecycle|stage|pipeline stage|deal stage|lead stage|etap|faza|status klienta|status kontaktu|etap sprzedazy|rodzaj kontaktu|phase|kundenstatus',
  is_starred:
    'starred|star|favorite|favourite|favorites|is favorite|vip|gwiazdka|ulubione|ulubiony|ulubiona|wazne|favorit|priority contact',
  keep_in_touch_days:
    'keep in touch|keep in touch days|stay in touch|contact frequency|follow up frequency|touch frequency|staly kontakt|kontakt co|czestotliwosc kontaktu|utrzymuj kontakt|kontakthaufigkeit',
  tags: 'tags|tag|labels|label|groups|group|group membership|categories|category|keywords|lists|contact groups|etykiety|etykieta|tagi|grupa|grupy|grupa kontrahentow|kategorie|kategoria|lista|slowa kluczowe|kategorien|gruppen|gruppe|schlagworte|stichworter|mailing list|mailing lists|segment|segments',
  notes:
    'notes|note|comments|comment|remarks|remark|description|additional information|background info|memo|info|uwagi|uwaga|notatki|notatka|komentarz|komentarze|opis|dodatkowe informacje|informacje dodatkowe|informacje|adnotacje|notizen|notiz|bemerkung|bemerkungen|kommentar|beschreibung',
  company_website:
    'website|websites|web site|web|web page|webpage|www|url|homepage|home page|website url|company domain name|company domain|domain|business web page|personal web page|web page 1|strona|strona www|strona internetowa|adres www|witryna|witryna internetowa|strona sieci web|adres strony|adres strony www|webseite|internetseite|company website|company url|strona firmy|www firmy|strona www firmy|witryna firmy|account website|corporate website|company web site',
  company_industry:
    'industry|sector|company industry|business type|trade|branza|branza firmy|sektor|dzialalnosc|rodzaj dzialalnosci|pkd|branche|sic code',
  company_tax_id:
    'nip|nip firmy|nip vat|nip pl|nip ue|nip klienta|nip kontrahenta|nip nabywcy|numer nip|nr nip|nip pesel|vat|vat id|vat no|vat number|vat nr|vat eu|vat reg no|tax id|tax number|tax no|taxid|tin|company tax id|company vat|vat identification number|ust id|ust idnr|ust id nr|ustid|umsatzsteuer id|steuernummer|ein|numer identyfikacji podatkowej|identyfikator podatkowy|tax identification number|kod nip',
  company_tags: 'company tags|company labels|company groups|company categories|etykiety firmy|tagi firmy|grupy firmy',
  company_notes:
    'symbol|symbol firmy|company notes|company description|company comments|about company|about the company|account notes|notatki o firmie|uwagi o firmie|opis firmy|uwagi firmy|regon|krs|regon firmy|nr regon|krs firmy|numer krs|bdo|konto|konto bankowe|konta bankowe|numer konta|nr konta|nr konta bankowego|numer konta bankowego|rachunek bankowy|numer rachunku|nr rachunku|nr rachunku bankowego|rachunek|iban|bank|nazwa banku|swift|bic|termin platnosci|sposob platnosci|forma platnosci|limit kredytowy|rabat|bank account|account number|payment terms|number of employees|annual revenue|company size|kod kontrahenta|symbol kontrahenta|akronim|gln|numer klienta|bankverbindung|kontonummer|handelsregister|kundennummer|customer number|customer no|client number|no of employees|employees|liczba pracownikow|domyslny termin platnosci|domyslna forma platnosci',
} as const;

/** Columns with these headings go to the notes. */
export const notedHeadings =
  'department|organization department|company department|dzial|wydzial|abteilung|assistant|assistants name|assistant s name|assistants phone|assistant s phone|assistant phone|asystent|asystentka|nazwisko asystenta|telefon asystenta|managers name|manager s name|manager|kierownik|imie i nazwisko menedzera|name vorgesetzter|spouse|wspolmalzonek|malzonek|partner ehepartner|children|dzieci|kinder|hobby|hobbies|zainteresowania|anniversary|rocznica|jahrestag|event value|event label|relation value|relation label|relation|im value|im|im address|skype|skype id|screen name|linkedin|linkedin url|linkedin profile|linkedin profile url|linkedin bio|profile url|facebook|facebook url|twitter|twitter handle|twitter username|instagram|custom field value|custom field label|custom|user 1|user 2|user 3|user 4|uzytkownik 1|uzytkownik 2|uzytkownik 3|uzytkownik 4|benutzer 1|benutzer 2|benutzer 3|benutzer 4|office location|lokalizacja biura|buro|location|lokalizacja|billing information|informacje rozliczeniowe|mileage|pager|telex|teleks|callback|wywolanie zwrotne|radio phone|tty tdd phone|isdn|connected on|maiden name|nazwisko rodowe|nazwisko panienskie|government id number|organizational id number|pesel|website label|internet free busy|directory server|social profile|social profiles|linkedin company page|company linkedin|job description|messenger name|nazwa uzytkownika|pager number|numer pagera|pager nummer|custom 1|custom 2|custom 3|custom 4|inne 1|inne 2|inne 3|inne 4|benutzerdef 1|benutzerdef 2|benutzerdef 3|benutzerdef 4|phonetic first name|phonetic last name|phonetic name|imaddress|instant message|instant messenger|related names|related name|asst phone|skype name|twitter name|instagram handle|facebook profile|imieniny|contact type|typ kontaktu|typ klienta|notatki wlasne|follow up|next action|nastepny krok|co kupil|ostatni zakup|zgoda rodo|zgoda marketingowa|potencjal|opiekun|opiekun klienta|phonetic middle name|do not call|email opt out';

/** Words in the headings of phones, emails and the labels of both. */
export const pointWords = {
  phone:
    'phone|phones|telephone|tel|telefon|telefony|telefonu|telefoniczny|telefonnummer|rufnummer|telefonnr|fon|phonenumber|hauptnummer|landline|sms',
  mobile:
    'mobile|cell|cellphone|cellular|komorka|komorkowy|komorkowego|kom|gsm|handy|mobil|mobiltelefon|mobilny|mobilnummer|iphone|whatsapp',
  email:
    'email|emails|emaile|mail|mails|maile|mailowy|maila|emaila|poczta|elektroniczna|elektronicznej|emailadresse|mailadresse|eposta',
  work: 'work|business|office|sluzbowy|sluzbowa|sluzbowego|praca|biuro|biura|biurowy|firmowy|geschaftlich|dienstlich|arbeit|buro|direct|corporate|sluzb',
  home: 'home|private|personal|prywatny|prywatna|dom|domowy|domowa|stacjonarny|privat|zuhause|festnetz',
  filler:
    'number|numbers|nummer|no|nr|numer|numery|address|addresses|adres|adresy|adresse|e|value|primary|main|glowny|glowna|podstawowy|other|inny|inna|dodatkowy|additional|alternative|alternate|secondary|second|drugi|kontaktowy|kontakt|contact|osoby|kontaktowej|klienta|do|kontaktu|car|samochodowy|weitere|haupt|andere|telefonu|osobisty|poczty|customer|default|primare|sekundare|i|oraz|and|und|wartosc|wert|id|general|kupujacego|odbiorcy|nabywcy|faktur|adresu|billing|shipping',
  label: 'label|type|typ|opis|etykieta|rodzaj|kind',
  company:
    'company|firmy|firma|organization|organisation|kontrahenta|account|zentrale|centrala|switchboard|sekretariat|unternehmen|hauptnummer|przedsiebiorstwa',
  fax: 'fax|faks|faksu|telefax|faxnummer',
} as const;

/** Words in the headings of a birthday that is split into three columns. */
export const birthdayWords = {
  year: 'birth year|year of birth|birthday year|rok urodzenia|rok ur|geburtsjahr',
  month: 'birth month|month of birth|birthday month|miesiac urodzenia|miesiac ur|geburtsmonat',
  day: 'birth day|day of birth|birthday day|dzien urodzenia|dzien ur|geburtstag tag',
} as const;

/** Words in the headings of the parts of an address, and of its place (home, work). */
export const addressWords = {
  street:
    'street|ulica|ul|strasse|street address|address line 1|address line|address line1|ulica i numer|ulica i nr|ulica nr|ulica i nr domu|ulica i numer domu|strasse hausnummer|address street|adres ulica|adres linia 1|street name|address1|address 1',
  more: 'street 2|street 3|address 2|address 3|address line 2|address line 3|address line2|address2|ulica 2|ulica 3|strasse 2|strasse 3|extended address|adres 2|adres linia 2|suite',
  house:
    'nr domu|numer domu|nr budynku|numer budynku|budynek|house number|house no|hausnummer|nr posesji|street number|dom nr|nr nieruchomosci',
  flat: 'nr lokalu|numer lokalu|nr mieszkania|numer mieszkania|lokal|mieszkanie|flat|apartment|apt|unit|nr lok|nr m',
  box: 'po box|pobox|p o box|skrytka pocztowa|skr poczt|postfach|address po box',
  zip: 'zip|zip code|zipcode|postal code|postcode|post code|postalcode|kod|kod pocztowy|kod poczt|plz|postleitzahl|zip postal code|postal zip code',
  city: 'city|town|locality|miasto|miejscowosc|city town|ort|stadt|poczta miejscowosc|miasto miejscowosc|suburb',
  region:
    'state|region|province|county|state region|state province|wojewodztwo|woj|powiat|gmina|kanton|bundesland|bundesland kanton|bundesland region|province code|state code',
  country: 'country|country region|kraj|kraj region|panstwo|land|land region|country code',
  whole:
    'address|addresses|formatted|adres|adres pelny|pelny adres|full address|mailing address|adres korespondencyjny|adres do korespondencji|adres zamieszkania|adres zameldowania|siedziba|adres siedziby|adres dostawy|adresse|anschrift|postanschrift|postal address|address formatted',
} as const;

export const addressPlaces = {
  company:
    'company|business|work|office|firmy|firma|sluzbowy|sluzbowe|praca|biuro|geschaftlich|dienstlich|organization|account|siedziby|siedziba|siedziba firmy|kontrahenta|primary|billing|adres sluzbowy|address business|adres firmy|unternehmen|registered|rejestrowy|default address',
  home: 'home|private|personal|domowy|dom|prywatny|privat|adres domowy|address home|zamieszkania|adres zamieszkania|contact',
  other:
    'other|mailing|shipping|alternate|inny|inne|adres|address|weitere|weiterer|korespondencyjny|korespondencja|adres korespondencyjny|adres do korespondencji|adres inny|postal|dostawy|person|osoby|delivery|kontakt',
} as const;
