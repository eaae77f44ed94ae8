/** Private customers, in the format of trade.ts. */
export const homes = `
# krystyna
155 10:30 meeting
Renovation of a walnut sideboard after her grandmother. Veneer missing on one door.
Renowacja orzechowego kredensu po babci. Na jednych drzwiach brak forniru.
118 16:10 call
Sideboard delivered. She cried, we nearly did too.
Kredens dostarczony. Wzruszyła się, my prawie też.
113 09:15 note
Brought us a cheesecake. Her sister has a similar table, to be asked in spring.
Przyniosła nam sernik. Siostra ma podobny stół, zapytać wiosną.
# pawel
122 18:30 call
Bunk bed for twins, must be taken apart when they grow up.
Łóżko piętrowe dla bliźniaków, ma się dać rozłożyć, gdy dorosną.
83 12:00 email
Sent the drawing. He asks for rounded posts.
Wysłany rysunek. Prosi o zaokrąglone słupki.
49 17:45 call
The bed stands, the twins do not want to get down. Desks next year.
Łóżko stoi, bliźniaki nie chcą zejść. Za rok biurka.
# agata
24 10:20 call
Kitchen in a block of flats, 7 m². Has a plan from a shop and wants it better.
Kuchnia w bloku, 7 m². Ma projekt ze sklepu i chce lepszy.
17 17:30 meeting
Measured. The gas pipe is in the way, but a drawer fits beside it.
Pomiar. Rura gazowa przeszkadza, ale obok zmieści się szuflada.
9 13:05 email
Sent three variants with prices.
Wysłane trzy warianty z cenami.
# maciej
32 19:00 call
Wardrobe under the stairs, 2.6 m, with a place for a vacuum cleaner.
Szafa pod schodami, 2,6 m, z miejscem na odkurzacz.
25 18:15 meeting
Measured. Nothing is straight there, we scribe every panel.
Pomiar. Nic tam nie jest proste, dopasujemy każdą płytę.
10 16:50 email
Offer sent, valid for a month.
Oferta wysłana, ważna miesiąc.
# james
165 12:30 email
Writing desk in cherry, with a drawer that nobody finds.
Biurko z czereśni, z szufladą, której nikt nie znajdzie.
128 14:20 call
Desk delivered to Leeds. It took him an hour to find the drawer.
Biurko dojechało do Leeds. Szukał szuflady godzinę.
79 11:05 email
Wants a chair to go with it. No hurry.
Chce do niego krzesło. Bez pośpiechu.
# emily
17 16:35 email
Moving to Poznań, a flat of 60 m² without one piece of furniture.
Przeprowadza się do Poznania, 60 m² bez jednego mebla.
12 18:45 call
Begin with the bed and a table. She lands on Friday week.
Zaczynamy od łóżka i stołu. Przylatuje w piątek za tydzień.
4 12:10 email
Sent pictures of beds, she likes the one with the low headboard.
Wysłane zdjęcia łóżek, podoba się to z niskim zagłówkiem.
# lukasz
5 11:25 call
Stairs in a new house, steel and oak. Will send the plans tonight.
Schody w nowym domu, stal i dąb. Przyśle projekt wieczorem.
# sylwia
4 09:10 email
Asks how much a dresser costs. Without a drawing there is no answer, asked for sizes.
Pyta, ile kosztuje komoda. Bez rysunku nie ma odpowiedzi, prosimy o wymiary.
# teresa
190 09:30 call
Six chairs to be glued and upholstered anew.
Sześć krzeseł do sklejenia i nowej tapicerki.
148 13:25 call
Chairs are back. She wants to order a table in a year.
Krzesła wróciły. Za rok chce zamówić stół.
# filip
2 18:20 call
Record shelf for 800 LPs. Found us through the bookshop. Wants to come and see the workshop.
Regał na 800 płyt. Trafił do nas przez księgarnię. Chce przyjść zobaczyć warsztat.
# hanna
45 10:55 call
Desk for two in a bay window.
Biurko dla dwojga w wykuszu.
29 17:05 meeting
Measured the bay, five walls, none at a right angle.
Pomiar wykuszu, pięć ścian, żadnego kąta prostego.
20 11:55 email
Offer sent. She answers after the holidays.
Oferta wysłana. Odpowie po urlopie.
# weronika
72 17:20 meeting
Bathroom cabinet in a loft, solid oak, waterproof.
Szafka łazienkowa na poddaszu, lity dąb, wodoodporna.
45 10:35 email
Accepted the offer, deposit paid.
Przyjęła ofertę, zaliczka wpłacona.
6 16:25 call
The cabinet is up. Asks for care instructions and oil for the first year.
Szafka wisi. Prosi o instrukcję pielęgnacji i olej na pierwszy rok.
# andrzej
200 08:10 call
Gate and garden bench from larch.
Furtka i ławka ogrodowa z modrzewia.
162 15:45 call
All set up. To be oiled again in a year.
Wszystko stoi. Za rok olejowanie.
# kinga
15 12:05 call
Shelves for a yarn shop she opens in three months. Sends a plan.
Półki do sklepu z włóczkami, który otwiera za trzy miesiące. Przyśle plan.
# malgorzata
61 19:15 call
Wall of cupboards in the living room, television hidden behind doors.
Zabudowa ściany w salonie, telewizor schowany za drzwiami.
43 18:05 meeting
Measured, and drew it at her table. She likes the slatted doors.
Pomiar i szkic przy jej stole. Podobają się drzwi z lameli.
33 10:50 email
Offer sent. She talks it over with her husband.
Oferta wysłana. Rozmawia z mężem.
# thomas
205 13:15 email
Cot for a first grandson, beech, oil safe for children.
Łóżeczko dla pierwszego wnuka, buk, olej bezpieczny dla dzieci.
175 12:25 call
Cot arrived. So did the grandson.
Łóżeczko dojechało. Wnuk też.
92 17:00 email
Sent a picture of the boy in the cot. A high chair in autumn, perhaps.
Przysłał zdjęcie chłopca w łóżeczku. Jesienią może krzesełko.
# victoria
21 11:15 email
Asks for a catalog. We have none, sent her pictures of six pieces.
Pyta o katalog. Nie mamy, wysłane zdjęcia sześciu mebli.
# zbigniew
230 10:40 call
Oak doors for the house, five pieces, all fitted.
Drzwi dębowe do domu, pięć sztuk, zamontowane.
172 09:35 call
One door sticks after the rain. Planed it, no charge.
Jedne drzwi trą po deszczach. Podstrugane bezpłatnie.
`;
