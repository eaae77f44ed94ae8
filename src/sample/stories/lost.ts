/** Lost leads and former customers, in the format of trade.ts. */
export const lost = `
# grzegorz
300 15:00 call
The offer for the terrace is too dear for him.
Oferta na taras jest dla niego za droga.
295 10:00 note
Took a ready-made one from a shop. No hard feelings.
Wziął gotowy ze sklepu. Bez żalu.
# george
320 12:15 email
Asked for 200 chairs in six weeks. Not possible in our workshop.
Zapytał o 200 krzeseł w sześć tygodni. W naszym warsztacie niemożliwe.
318 16:40 call
Explained it, he went to a factory.
Wyjaśniłem, poszedł do fabryki.
# dawid
250 11:10 email
Compared four offers, we were third.
Porównał cztery oferty, byliśmy trzeci.
# szymon
280 14:10 call
Wanted a discount of 40 %. We said no.
Chciał 40 % rabatu. Odmówiliśmy.
# renata
330 09:20 email
Moves abroad, the order is canceled. Deposit returned.
Wyjeżdża za granicę, zamówienie anulowane. Zaliczka zwrócona.
`;
