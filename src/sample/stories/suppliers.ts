/** Suppliers, a haulier and the accountant, in the format of trade.ts. */
export const suppliers = `
# stanislaw
120 07:50 call
Oak goes up by 6 % from next month. Reserved 4 m³ at the old price.
Dąb drożeje o 6 % od przyszłego miesiąca. Zarezerwowane 4 m³ po starej cenie.
68 08:15 meeting
Picked the boards ourselves. Beautiful ash, dry to 9 %.
Sami wybieraliśmy deski. Piękny jesion, wysuszony do 9 %.
21 07:35 call
Kiln is full until the end of the month. Walnut he can get from a friend, 2 m³.
Suszarnia zajęta do końca miesiąca. Orzech może mieć od znajomego, 2 m³.
4 08:05 call
The walnut has arrived: 2 m³, 38 mm, dry. He holds it for us for two weeks.
Orzech jest: 2 m³, 38 mm, suchy. Trzyma go dla nas dwa tygodnie.
# basia
67 12:30 email
Invoice for the ash came with the wrong amount, asked for a correction.
Faktura za jesion przyszła z błędną kwotą, poprosiliśmy o korektę.
62 10:40 email
Corrected invoice is here. Paid.
Jest korekta. Zapłacone.
20 09:20 call
Delivery with the crane lorry only on Tuesdays from now on.
Dostawy autem z dźwigiem od teraz tylko we wtorki.
# rafal
110 13:00 meeting
Brought the new soft-close hinges. Five years of guarantee, sample set stays with us.
Przywiózł nowe zawiasy z domykiem. Pięć lat gwarancji, komplet próbek zostaje u nas.
46 11:10 call
Ordered 120 hinges and 40 runners for the autumn.
Zamówione 120 zawiasów i 40 prowadnic na jesień.
31 15:40 call
Ten runners came bent. He exchanges them with the next delivery.
Dziesięć prowadnic przyszło krzywych. Wymieni przy następnej dostawie.
10 10:05 email
New price list from the first of the month, fittings up by 3 %.
Nowy cennik od pierwszego, okucia drożeją o 3 %.
# iwona
84 14:00 call
Oil for the kindergarten: she recommends the one with the toy certificate.
Olej do przedszkola: poleca ten z atestem na zabawki.
58 10:25 email
Sent the safety sheets and the certificate.
Przysłała karty charakterystyki i atest.
17 12:50 call
Training on water-based lacquers in their lab, two places kept for us.
Szkolenie z lakierów wodnych w ich laboratorium, dwa miejsca dla nas.
# leszek
93 09:00 call
Smoked glass for the sideboards: two weeks, he cuts the holes himself.
Szkło przydymione do komód: dwa tygodnie, otwory wierci sam.
33 16:15 call
One shelf was 3 mm too long, replaced the same day.
Jedna półka była o 3 mm za długa, wymienił tego samego dnia.
7 08:30 call
Asked about glass for the dental practice, needs exact sizes.
Pytałem o szkło do gabinetu, potrzebuje dokładnych wymiarów.
# mirek
70 07:30 call
His team is free in the second half of the month. Reserved five days.
Ekipa wolna w drugiej połowie miesiąca. Zarezerwowane pięć dni.
27 18:10 call
Ogrodowa is done in three days instead of four. One front scratched on the stairs.
Ogrodowa skończona w trzy dni zamiast czterech. Jeden front porysowany na schodach.
9 07:45 call
Next week is full. For the hotel he keeps Thursday and Friday.
Przyszły tydzień pełny. Na hotel trzyma czwartek i piątek.
1 17:20 note
He asks to be paid for Ogrodowa, the invoice is from last month. Check with Dorota.
Prosi o zapłatę za Ogrodową, faktura z zeszłego miesiąca. Sprawdzić z Dorotą.
# kuba
60 15:00 call
Good hand with veneer. Could help in the workshop two days a week in winter.
Dobra ręka do forniru. Zimą mógłby pomagać w warsztacie dwa dni w tygodniu.
29 09:50 note
Drove to the bakery with a new hinge, ten minutes of work, the customer delighted.
Pojechał do piekarni z nowym zawiasem, dziesięć minut pracy, klientka zachwycona.
# bogdan
106 06:50 call
Pallet to Leeds: five working days, insured to the full value.
Paleta do Leeds: pięć dni roboczych, ubezpieczona na pełną wartość.
50 08:20 email
Sent the customs form to be filled in. Kept a copy as a pattern for next time.
Przysłał formularz celny do wypełnienia. Kopia została jako wzór na następny raz.
8 07:10 call
Benches for Leeds: pick-up on a Monday, needs the sizes three days ahead.
Ławki do Leeds: odbiór w poniedziałek, wymiary potrzebne trzy dni wcześniej.
# dorota
63 13:30 email
Quarter closed, tax paid. She asks for invoices by the fifth, not the tenth.
Kwartał zamknięty, podatek zapłacony. Prosi o faktury do piątego, nie dziesiątego.
32 12:05 call
Invoices in pounds: the rate of the day before counts.
Faktury w funtach: liczy się kurs z dnia poprzedniego.
2 10:35 email
Two invoices from last month are missing: fittings and transport.
Brakuje dwóch faktur z zeszłego miesiąca: okucia i transport.
`;
