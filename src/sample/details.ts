/** Key, color, name in English and Polish, days of keeping in touch. */
export const tags = `
designers | purple | Designers | Projektanci
suppliers | green | Suppliers | Dostawcy
shops | blue | Shops and cafés | Sklepy i kawiarnie
homes | orange | Private homes | Klienci prywatni
key | red | Key account | Kluczowy klient | 30
`;

/** Company, tags, notes in English and Polish. */
export const companyDetails = `
lipowy | designers, key | Orders furniture for whole flats. Pays within 14 days. | Zamawia meble do całych mieszkań. Płaci w 14 dni.
kreska | designers | |
northlight | designers | Invoices in pounds, to the office in Leeds. | Faktury w funtach, na biuro w Leeds.
oakember | shops | |
tartak | suppliers | Delivers on Tuesdays; order by Friday. | Dowozi we wtorki; zamówienie do piątku.
zawias | suppliers | |
powloka | suppliers | |
refleks | suppliers | Needs the sizes in writing. | Wymiary tylko na piśmie.
montaz | suppliers | |
transport | suppliers | |
bystra | key | |
rumiana | shops | |
harbour | shops | |
ksiegarnia | shops | |
`;

/**
 * Person, tags, star, days until the birthday and year of birth (or only the days), further points (h home phone, w
 * work phone, e private email), source in English and Polish, address, days of keeping in touch. All are fictional.
 */
export const personDetails = `
anna | designers, key | star | 2 1984 | w e | Trade fair | Targi |
ewa | designers | star | 40 1979 | w | Recommendation | Polecenie |
marcin | designers | | | | Recommendation | Polecenie |
helen | designers, key | star | 5 1988 | w | Website | Strona internetowa |
oliver | designers | | | | Website | Strona internetowa |
grace | shops | | 64 | | Trade fair | Targi |
stanislaw | suppliers | | 0 1961 | h | | |
basia | suppliers | | | w | | |
rafal | suppliers | | 120 | | | |
iwona | suppliers | | | | | |
bogdan | suppliers | | 7 1975 | | | |
dorota | | star | 3 | w e | Recommendation | Polecenie | | 30
magda | key | star | 90 1982 | w | Website | Strona internetowa |
joanna | shops | | 21 1990 | | | |
sophie | shops | | | | Trade fair | Targi |
igor | shops | | 150 1969 | h | Recommendation | Polecenie |
krystyna | homes | | 4 1956 | h | Recommendation | Polecenie | ul. Ogrodowa 12, 61-001 Poznań | 91
pawel | homes | | | | Website | Strona internetowa | ul. Sadowa 3/7, 62-030 Luboń
agata | homes | | 30 1991 | | Website | Strona internetowa | ul. Jasna 8, 60-002 Poznań
james | homes | | | | Recommendation | Polecenie | 14 Orchard Lane, York | 91
emily | homes | | 200 | | Website | Strona internetowa | 2 Station Cottages, Whitby
weronika | homes | | | e | Recommendation | Polecenie | ul. Polna 21, 62-020 Swarzędz
thomas | homes | | 11 1973 | | Recommendation | Polecenie | 9 Bridge Street, Leeds
liam | shops | | | | Trade fair | Targi | | 14
robert | key | | | | Recommendation | Polecenie |
zbigniew | homes | | 75 1950 | h | | | ul. Zielona 5, 61-003 Poznań | 182
`;
