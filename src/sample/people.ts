/**
 * Key, first name, last name, company, status, days since added, contact points (p phone, e email), position in English
 * and Polish. All are fictional.
 */
export const people = `
anna | Anna | Zielińska | lipowy | customer | 410 | pe | Interior designer | Projektantka wnętrz
tomek | Tomasz | Bielak | lipowy | customer | 300 | e | Project assistant | Asystent projektanta
ewa | Ewa | Stachura | kreska | customer | 380 | pe | Architect | Architektka
marcin | Marcin | Dolny | kreska | prospect | 95 | p | Architect | Architekt
helen | Helen | Ashworth | northlight | customer | 260 | pe | Interior designer | Projektantka wnętrz
oliver | Oliver | Penrose | northlight | lead | 12 | e | Junior designer | Młodszy projektant
grace | Grace | Whitfield | oakember | prospect | 70 | pe | Owner | Właścicielka
daniel | Daniel | Marsh | oakember | lead | 9 | e | Buyer | Kupiec
piotr | Piotr | Wrona | zatoka | prospect | 120 | pe | Site manager | Kierownik budowy
karolina | Karolina | Madej | zatoka | prospect | 60 | e | Purchasing | Dział zakupów
stanislaw | Stanisław | Olszewski | tartak | customer | 700 | p | Sawmill owner | Właściciel tartaku
basia | Barbara | Kos | tartak | customer | 500 | pe | Sales | Sprzedaż
rafal | Rafał | Zając | zawias | customer | 600 | pe | Account manager | Opiekun klienta
iwona | Iwona | Pietrzak | powloka | customer | 450 | pe | Technical adviser | Doradczyni techniczna
leszek | Leszek | Gajda | refleks | customer | 400 | p | Glazier | Szklarz
mirek | Mirosław | Tokarz | montaz | customer | 520 | p | Foreman | Brygadzista
kuba | Jakub | Sikora | montaz | customer | 200 | p | Fitter | Monter
bogdan | Bogdan | Raczek | transport | customer | 480 | p | Dispatcher | Spedytor
dorota | Dorota | Wilk | saldo | customer | 650 | pe | Accountant | Księgowa
magda | Magdalena | Krupa | bystra | customer | 330 | pe | Hotel manager | Dyrektorka hotelu
wojtek | Wojciech | Lis | bystra | customer | 150 | p | Maintenance | Konserwator
joanna | Joanna | Rumian | rumiana | customer | 220 | pe | Owner | Właścicielka
adam | Adam | Rumian | rumiana | customer | 140 | p | Co-owner | Współwłaściciel
sophie | Sophie | Harland | harbour | prospect | 45 | pe | Founder | Założycielka
liam | Liam | Carver | harbour | prospect | 30 | e | Operations | Kierownik operacyjny
zofia | Zofia | Winiarska | winnica | prospect | 55 | pe | Owner | Właścicielka
jerzy | Jerzy | Winiarski | winnica | lead | 50 | p | Winemaker | Winiarz
hubert | Hubert | Sobczyk | kasztan | customer | 190 | pe | Dentist | Stomatolog
alina | Alina | Frączek | kasztan | customer | 180 | p | Reception | Recepcja
beata | Beata | Kubiak | sowa | prospect | 80 | pe | Headteacher | Dyrektorka
monika | Monika | Jasik | sowa | lead | 14 | e | Teacher | Nauczycielka
igor | Igor | Malec | ksiegarnia | customer | 240 | pe | Owner | Właściciel
natalia | Natalia | Cicha | ksiegarnia | lead | 20 | e | Events | Wydarzenia
robert | Robert | Wierzba | kancelaria | customer | 280 | pe | Partner | Wspólnik
edyta | Edyta | Lange | kancelaria | customer | 90 | e | Office manager | Kierowniczka biura
krystyna | Krystyna | Jaworska | | customer | 350 | p | |
pawel | Paweł | Górski | | customer | 130 | pe | |
agata | Agata | Nowicka | | prospect | 25 | pe | |
maciej | Maciej | Urban | | prospect | 33 | p | |
james | James | Holloway | | customer | 170 | pe | |
emily | Emily | Thornton | | prospect | 18 | pe | |
lukasz | Łukasz | Żurek | | lead | 6 | p | |
sylwia | Sylwia | Maj | | lead | 5 | e | |
grzegorz | Grzegorz | Pająk | | churned | 420 | p | |
teresa | Teresa | Bąk | | customer | 500 | p | |
filip | Filip | Adamski | | lead | 3 | pe | |
hanna | Hanna | Borowska | | prospect | 48 | pe | |
charlotte | Charlotte | Reeves | | lead | 2 | e | |
george | George | Pemberton | | churned | 390 | pe | |
weronika | Weronika | Szulc | | customer | 75 | pe | |
andrzej | Andrzej | Kmita | | customer | 260 | p | |
kinga | Kinga | Olejnik | | lead | 16 | p | |
dawid | Dawid | Ptak | | churned | 300 | e | |
malgorzata | Małgorzata | Sroka | | prospect | 65 | p | |
thomas | Thomas | Birch | | customer | 210 | pe | |
ola | Aleksandra | Mróz | | lead | 1 | p | |
szymon | Szymon | Gil | | churned | 340 | p | |
renata | Renata | Duda | | churned | 460 | e | |
victoria | Victoria | Lane | | lead | 22 | e | |
zbigniew | Zbigniew | Kania | | customer | 600 | p | |
`;
