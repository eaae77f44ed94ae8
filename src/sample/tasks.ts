/**
 * Person (optional), days from today (empty: no date; `done 1`: completed a day ago), time, marks (high, low, weekly,
 * monthly, in_progress), title in English and Polish.
 */
export const tasks = `
grace | -9 | | high | Price of walnut stools | Cena hokerów z orzecha
mirek | -6 | | | Pay the invoice for Ogrodowa | Zapłacić fakturę za Ogrodową
maciej | -3 | | | Ask what he thinks of the wardrobe offer | Zapytać, co myśli o ofercie na szafę
karolina | -2 | | low | Agree on payment terms | Uzgodnić warunki płatności
sophie | 0 | 10:00 | high | Call about the contract and a date for measuring | Zadzwonić w sprawie umowy i terminu pomiaru
agata | 0 | 13:30 | | Talk through the three kitchen variants | Omówić trzy warianty kuchni
ewa | 0 | | high | Send the new price of the staircase | Wysłać nową cenę schodów
dorota | 0 | | | Send the two missing invoices | Wysłać dwie brakujące faktury
filip | 0 | 16:00 | | Show him the workshop | Pokazać mu warsztat
emily | 1 | 11:00 | | Draw the bed with the low headboard | Narysować łóżko z niskim zagłówkiem
stanislaw | 1 | | | Confirm the walnut | Potwierdzić orzech
hubert | 1 | | | Ask for the size of the tap | Zapytać o wymiar baterii
anna | 2 | | high | Price of the study with the wall of books | Wycena gabinetu ze ścianą na książki
magda | 2 | 09:00 | | Measure the second floor | Pomiar drugiego piętra
bogdan | 3 | | | Send sizes of the benches for Leeds | Wysłać wymiary ławek do Leeds
lukasz | 3 | | | Answer about the stairs | Odpowiedzieć w sprawie schodów
| 4 | 08:00 | weekly | Order consumables: sandpaper, glue, oil | Zamówić materiały: papier ścierny, klej, olej
helen | 5 | | in_progress | Finish the four benches | Skończyć cztery ławki
mirek | 5 | 07:30 | | Hotel: two days of fitting | Hotel: dwa dni montażu
weronika | 6 | | | Send care instructions | Wysłać instrukcję pielęgnacji
beata | 8 | | | Ask how the council decided | Zapytać, jak zdecydowała rada
zofia | 9 | | | Call about the grant | Zadzwonić w sprawie dotacji
piotr | 10 | | in_progress | Show wardrobe for the model flat | Szafa pokazowa do mieszkania wzorcowego
igor | 12 | | in_progress | Folding table for readings | Składany stół na spotkania
| 14 | | monthly | Invoices to the accountant | Faktury do księgowej
hanna | 16 | | | Ask about the desk in the bay window | Zapytać o biurko w wykuszu
marcin | 30 | | low | Ask whether the tender is out | Zapytać, czy ruszył przetarg
robert | 45 | | | Bookcase: is the wall moved? | Regał: czy ściana przesunięta?
andrzej | 160 | | | Offer to oil the gate and bench | Zaproponować olejowanie furtki i ławki
| | | low | New photos for the website | Nowe zdjęcia na stronę
| | | | Service of the planer | Przegląd strugarki
rafal | done 0 | | | Order fittings before the price goes up | Zamówić okucia przed podwyżką
iwona | done 1 | | | Book the lacquer training | Zapisać się na szkolenie z lakierów
helen | done 1 | | | Agree on the benches | Uzgodnić ławki
oliver | done 1 | | | Send the price list for shops | Wysłać cennik dla sklepów
leszek | done 2 | | | Send sizes of the glass | Wysłać wymiary szkła
magda | done 3 | | | Note the wishes for the second floor | Spisać życzenia co do drugiego piętra
sylwia | done 4 | | | Ask for the sizes of the dresser | Zapytać o wymiary komody
anna | done 5 | | high | Replace the scratched front | Wymienić porysowany front
edyta | done 6 | | | Take the reception chairs for repair | Zabrać krzesła z recepcji do naprawy
`;
