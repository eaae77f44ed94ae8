/**
 * Designers, architects, a developer. After `# person`: days ago, time and type, then the text in English and Polish.
 */
export const trade = `
# anna
96 10:20 meeting
Visited the flat on Ogrodowa Street together. Oak veneer for the kitchen, worktop 3 cm, no handles. She draws, we price.
Oglądaliśmy razem mieszkanie na Ogrodowej. Kuchnia w fornirze dębowym, blat 3 cm, bez uchwytów. Ona rysuje, my wyceniamy.
81 14:05 email
Sent the quote for the Ogrodowa kitchen. Two variants: veneer and solid fronts.
Wysłana wycena kuchni na Ogrodową w dwóch wariantach: fornir i fronty lite.
74 09:40 call
The client takes the veneer. Deposit within a week, fitting before the holidays.
Klient bierze fornir. Zaliczka w tydzień, montaż przed świętami.
26 11:15 call
Kitchen is fitted and the client is happy. One front has a scratch, we replace it free of charge.
Kuchnia zamontowana, klient zadowolony. Jeden front porysowany, wymieniamy na nasz koszt.
3 16:30 email
She has a new job: a 14 m² study with a wall of books. Drawings attached, wants a price by the end of next week.
Ma nowe zlecenie: gabinet 14 m² ze ścianą na książki. Rysunki w załączniku, prosi o cenę do końca przyszłego tygodnia.
# tomek
75 12:10 email
Asked for the veneer data sheets for their project file. Sent.
Poprosił o karty techniczne forniru do dokumentacji. Wysłane.
25 13:35 email
Sent photos of the finished kitchen, we may use them on our site.
Przysłał zdjęcia gotowej kuchni, możemy je dać na naszą stronę.
# ewa
140 10:00 meeting
Showed her the workshop. She liked the brushed ash and the invisible joints on the sideboard.
Pokazaliśmy jej warsztat. Podobał się szczotkowany jesion i niewidoczne łączenia w komodzie.
88 15:20 email
Sent samples of three oils on ash. She decides with the investor.
Wysłane próbki trzech olejów na jesionie. Decyduje z inwestorem.
41 09:15 call
The investor chose the natural oil. 12 doors and a staircase, measured on the 10th.
Inwestor wybrał olej naturalny. 12 drzwi i schody, pomiar dziesiątego.
19 17:00 meeting
Measured the staircase. The wall is out of plumb by 2 cm, she corrects the drawing.
Pomiar schodów. Ściana odchyla się od pionu o 2 cm, poprawi rysunek.
6 11:45 email
Corrected drawing arrived. Treads 4 cm instead of 3, so the price has to be updated.
Przyszedł poprawiony rysunek. Stopnie 4 cm zamiast 3, trzeba zaktualizować cenę.
# marcin
90 13:10 call
New architect at Kreska. Looks for somebody to make curved wall panels, asked whether we bend plywood. We do.
Nowy architekt w Kresce. Szuka kogoś do giętych paneli ściennych, pytał, czy gniemy sklejkę. Gniemy.
52 10:30 email
Sent pictures of the curved reception desk. He shows them to his client in the autumn.
Wysłane zdjęcia giętej lady recepcyjnej. Pokaże je klientowi jesienią.
23 15:50 call
The client hesitates because of the budget. Call again when the tender is out.
Klient waha się przez budżet. Zadzwonić, gdy ruszy przetarg.
# helen
180 11:00 call
First call. Saw our oak table at a friend's house in Leeds, asked about delivery to England.
Pierwsza rozmowa. Widziała nasz stół u znajomych w Leeds, pyta o dostawę do Anglii.
150 10:10 email
Offer for four dining tables with delivery to Leeds. Oiled oak, 220 by 95.
Oferta na cztery stoły z dostawą do Leeds. Dąb olejowany, 220 na 95.
104 12:40 call
Tables arrived without a scratch. She will recommend us.
Stoły dojechały bez jednej rysy. Będzie nas polecać.
37 16:05 email
Asks for a bench to go with the tables, same oil. Four pieces.
Prosi o ławki do tych stołów, ten sam olej. Cztery sztuki.
8 10:55 call
Benches agreed: 180 cm, three weeks. She wants the invoice in pounds.
Ławki uzgodnione: 180 cm, trzy tygodnie. Chce fakturę w funtach.
# oliver
11 14:25 email
Helen's new colleague, will look after the orders. Asked for our price list for shops.
Nowy współpracownik Helen, będzie pilnował zamówień. Prosi o cennik dla sklepów.
# grace
66 12:00 call
Runs a furniture shop in Manchester. Would take stools on commission, ten to start with.
Prowadzi sklep z meblami w Manchesterze. Wzięłaby hokery w komis, na początek dziesięć.
44 09:30 email
Sent the commission terms: 60 days, price list in pounds, transport on us for the first batch.
Wysłane warunki komisu: 60 dni, ceny w funtach, pierwszy transport po naszej stronie.
13 13:20 call
Accepts the terms, but wants walnut as well as oak. Waiting for our price of walnut.
Zgadza się na warunki, ale prócz dębu chce też orzech. Czeka na naszą cenę orzecha.
# piotr
115 08:40 meeting
Met on site. 48 flats, wardrobes in the halls. They decide in spring and want one supplier for all.
Spotkanie na budowie. 48 mieszkań, szafy w przedpokojach. Decyzja wiosną, chcą jednego dostawcy.
78 10:15 email
Sent an offer for 48 wardrobes in two standards.
Wysłana oferta na 48 szaf w dwóch standardach.
39 08:50 call
They compare us with two big factories. We are dearer by 8 %, but we fit it ourselves.
Porównują nas z dwiema dużymi fabrykami. Jesteśmy drożsi o 8 %, ale sami montujemy.
16 09:05 call
Asked for a show wardrobe in the model flat. Worth it, at our cost.
Prosi o szafę pokazową w mieszkaniu wzorcowym. Warto, na nasz koszt.
# karolina
57 11:30 email
Needs our company papers for the supplier list: registration, insurance, references.
Potrzebuje dokumentów do listy dostawców: rejestr, ubezpieczenie, referencje.
54 15:15 email
Papers sent. She confirmed everything is complete.
Dokumenty wysłane. Potwierdziła komplet.
15 12:25 call
Payment in 30 days is fine for them, a deposit is not. To be agreed with Piotr.
30 dni płatności im pasuje, zaliczka nie. Do uzgodnienia z Piotrem.
`;
