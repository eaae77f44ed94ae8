/** A hotel, cafés, a vineyard, in the format of trade.ts. */
export const places = `
# magda
160 11:20 meeting
Walked through all 22 rooms. Headboards and luggage racks to be renewed, two floors a year.
Obeszliśmy 22 pokoje. Do wymiany zagłówki i półki bagażowe, dwa piętra rocznie.
132 10:00 email
Offer for the first floor: 11 headboards in oak with a reading lamp.
Oferta na pierwsze piętro: 11 zagłówków z dębu z lampką.
98 14:45 call
Order confirmed. Work only from Monday to Thursday, no noise before ten.
Zamówienie potwierdzone. Prace od poniedziałku do czwartku, cisza do dziesiątej.
47 12:15 call
First floor is finished, guests praise it. Invoice paid in three days.
Pierwsze piętro gotowe, goście chwalą. Faktura zapłacona w trzy dni.
5 15:10 call
Wants the second floor before the winter season. Same headboards, but with a socket for a phone.
Chce drugie piętro przed sezonem zimowym. Te same zagłówki, ale z gniazdkiem na telefon.
# wojtek
97 09:10 call
Will clear the rooms the evening before. The goods lift takes 2.10 m at most.
Opróżni pokoje dzień wcześniej wieczorem. Winda towarowa bierze najwyżej 2,10 m.
46 08:35 call
One luggage rack squeaks in 104. Told him how to tighten it.
W 104 skrzypi półka bagażowa. Powiedziałem, jak ją dokręcić.
12 13:45 email
Sent a plan of the second floor with the sockets.
Przysłał plan drugiego piętra z gniazdkami.
# joanna
112 09:00 meeting
Café corner at the bakery: counter, two benches, a shelf wall for bread.
Kącik kawiarniany w piekarni: lada, dwie ławy, ściana na chleb.
86 16:20 email
Sent drawings of the counter. She wants it 90 cm high, not 105.
Wysłane rysunki lady. Chce wysokość 90 cm, nie 105.
51 10:50 call
Counter is in, people take pictures of the bread wall.
Lada stoi, ludzie fotografują ścianę z chlebem.
30 12:20 call
The hinge of the flap is loose. Kuba goes there tomorrow.
Poluzował się zawias klapy. Kuba jedzie tam jutro.
# adam
85 17:30 call
Joanna's husband, pays the invoices. Prefers two instalments.
Mąż Joanny, płaci faktury. Woli dwie raty.
48 09:25 email
Second instalment paid. Thanked us for the quick work.
Druga rata zapłacona. Podziękował za szybką pracę.
# sophie
43 11:40 email
Opening a second café in spring. Found us through Helen, likes the bread wall we made for a bakery.
Otwiera wiosną drugą kawiarnię. Trafiła do nas przez Helen, podoba jej się nasza ściana na chleb.
35 16:00 call
40 m², counter of 4 m and twelve stools. Budget about 9,000 pounds.
40 m², lada 4 m i dwanaście hokerów. Budżet około 9000 funtów.
22 12:35 email
Sent a sketch and a first price. She shows it to her partner.
Wysłany szkic i pierwsza cena. Pokaże wspólnikowi.
2 15:25 call
The partner is in. Wants a contract and a date for measuring.
Wspólnik na tak. Chce umowę i termin pomiaru.
# liam
21 10:10 email
Needs stools that can be stacked or hung on the counter for cleaning.
Potrzebuje hokerów, które da się piętrować albo wieszać na ladzie do sprzątania.
14 13:55 call
Hanging is enough. Seat height 65 cm.
Wystarczy wieszanie. Wysokość siedziska 65 cm.
# zofia
53 12:45 call
Tasting room in an old barn: a long table for 16 and wine racks.
Sala degustacji w starej stodole: długi stół na 16 osób i regały na wino.
40 13:30 meeting
Saw the barn. Damp on the north wall, racks must stand away from it. They have their own oak beams!
Oglądaliśmy stodołę. Północna ściana wilgotna, regały trzeba odsunąć. Mają własne dębowe belki!
28 09:35 email
Offer for the table from their own beams.
Oferta na stół z ich własnych belek.
11 18:00 call
Likes it, waits for the grant decision. Should come any day.
Podoba się, czeka na decyzję o dotacji. Ma być lada dzień.
`;
