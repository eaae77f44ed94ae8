/** Key, name, website, industry in English and Polish, address. All are fictional. */
export const companies = `
lipowy | Lipowy Dom | lipowydom.example | Interior design | Projektowanie wnętrz | ul. Lipowa 4, Poznań
kreska | Pracownia Kreska | kreska.example | Architecture | Architektura | ul. Rysunkowa 11, Wrocław
northlight | Northlight Studio | northlight.example | Interior design | Projektowanie wnętrz | 8 Canal Row, Leeds
oakember | Oak & Ember Interiors | oakandember.example | Furniture retail | Sklep z meblami | 21 Mill Street, Manchester
zatoka | Zielona Zatoka Mieszkania | zielonazatoka.example | Property developer | Deweloper | ul. Nadbrzeżna 30, Gdańsk
tartak | Tartak Olszynka | tartakolszynka.example | Timber | Drewno | Olszynka 2, gm. Borowa
zawias | Okucia Cichy Zawias | cichyzawias.example | Furniture fittings | Okucia meblowe | ul. Przemysłowa 17, Poznań
powloka | Gładka Powłoka | gladkapowloka.example | Oils and lacquers | Oleje i lakiery | ul. Malarska 5, Łódź
refleks | Szkło Refleks | szklorefleks.example | Glass | Szkło | ul. Hutnicza 9, Poznań
montaz | Montaż Krok po Kroku | krokpokroku.example | Fitting | Montaż mebli | ul. Warsztatowa 3, Luboń
transport | Całe i Zdrowe Przewozy | caleizdrowe.example | Transport | Transport | ul. Kolejowa 44, Poznań
saldo | Rachunki od Ręki | rachunkiodreki.example | Accounting | Księgowość | ul. Spokojna 6, Poznań
bystra | Hotel Bystra Woda | bystrawoda.example | Hotel | Hotel | ul. Nadrzeczna 1, Wisełka
rumiana | Piekarnia Rumiana | rumiana.example | Bakery and café | Piekarnia i kawiarnia | ul. Targowa 12, Poznań
harbour | Harbour Lane Coffee | harbourlane.example | Cafés | Kawiarnie | 3 Harbour Lane, Whitby
winnica | Winnica Na Wzgórzu | nawzgorzu.example | Vineyard | Winnica | Słoneczna 8, Zielony Jar
kasztan | Gabinet Pod Kasztanem | podkasztanem.example | Dental practice | Stomatologia | ul. Kasztanowa 20, Poznań
sowa | Przedszkole Wesoła Sowa | wesolasowa.example | Kindergarten | Przedszkole | ul. Bajkowa 7, Swarzędz
ksiegarnia | Księgarnia Między Półkami | miedzypolkami.example | Bookshop | Księgarnia | ul. Cicha 15, Poznań
kancelaria | Kancelaria Wierzbowa | wierzbowa.example | Law office | Kancelaria prawna | ul. Wierzbowa 2, Poznań
`;
