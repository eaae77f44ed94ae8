/** A dental practice, a kindergarten, a bookshop, a law office, in the format of trade.ts. */
export const offices = `
# hubert
130 19:10 meeting
New surgery: cabinets that stand disinfecting, rounded corners, no open joints.
Nowy gabinet: szafki odporne na dezynfekcję, zaokrąglone rogi, bez szczelin.
100 10:30 email
Offer accepted, deposit paid.
Oferta przyjęta, zaliczka wpłacona.
36 20:00 call
First surgery is ready and he wants the second one the same.
Pierwszy gabinet gotowy, drugi chce taki sam.
7 19:20 call
Glass doors above the basin instead of wood. Sizes when he has the tap.
Nad umywalką szkło zamiast drewna. Wymiary poda, gdy będzie miał baterię.
# alina
99 08:45 call
Dust is the problem: work only after six in the evening or on Saturday.
Problemem jest kurz: prace tylko po osiemnastej albo w sobotę.
38 09:55 note
Keys are left at the reception, ask for the blue ring.
Klucze są w recepcji, pytać o niebieskie kółko.
# beata
77 10:05 call
Cloakroom for 75 children: cubbies, benches, everything rounded. Pays by the end of the school year.
Szatnia na 75 dzieci: przegródki, ławeczki, wszystko zaokrąglone. Płatność do końca roku szkolnego.
59 14:15 meeting
Measured the cloakroom. The children voted for owls on the doors.
Pomiar szatni. Dzieci zagłosowały za sowami na drzwiczkach.
34 11:00 email
Offer sent, with the certificate of the oil.
Wysłana oferta z atestem oleju.
18 08:55 call
The council decides at the next session. Looks good.
Rada decyduje na najbliższej sesji. Wygląda dobrze.
# monika
13 15:05 email
Asked whether we make small tables for the youngest group, eight pieces.
Pyta, czy robimy małe stoliki dla najmłodszej grupy, osiem sztuk.
# igor
145 11:35 meeting
Shelves up to the ceiling, a ladder on a rail. He reads poetry while I measure.
Regały po sufit, drabinka na szynie. Czyta wiersze, kiedy mierzę.
109 10:45 call
Shelves stand. The ladder runs smoothly.
Regały stoją. Drabinka jeździ gładko.
55 17:15 email
Wants a table for readings that folds away.
Chce stół na spotkania autorskie, który da się złożyć.
24 12:55 call
Table agreed: birch, on wheels, four weeks.
Stół uzgodniony: brzoza, na kółkach, cztery tygodnie.
# natalia
19 16:45 email
Looks after the readings. Asks for thirty folding chairs, to buy or to hire.
Organizuje spotkania. Pyta o trzydzieści składanych krzeseł, kupno albo wynajem.
# robert
170 09:45 meeting
Conference table for 12, walnut, cables hidden. Wants it to look like it had always been there.
Stół konferencyjny na 12 osób, orzech, kable schowane. Ma wyglądać, jakby stał tam od zawsze.
125 11:50 call
Table delivered. He noticed every detail, and praised every one.
Stół dostarczony. Zauważył każdy detal i każdy pochwalił.
56 10:15 email
Asks about a bookcase with locks for files.
Pyta o regał na akta z zamkami.
42 15:30 call
Bookcase later, they move a wall first.
Regał później, najpierw przesuwają ścianę.
# edyta
41 09:05 email
Will tell us when the wall is moved, in a month or two.
Da znać, kiedy przesuną ścianę, za miesiąc, dwa.
16 14:40 email
Reception chairs wobble after five years, can we repair them? We can.
Krzesła w recepcji chwieją się po pięciu latach, da się naprawić? Da się.
`;
