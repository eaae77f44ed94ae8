// Contacts, companies and notes of an invented business of any size, derived from numbers, so they are always the same.
const firstNames =
  'Anna,Jan,Maria,Piotr,Katarzyna,Tomasz,Łukasz,Agnieszka,Paweł,Małgorzata,Krzysztof,Joanna,Michał,Ewa,Marcin,Barbara,Jakub,Zofia,Adam,Monika,James,Mary,John,Patricia,Robert,Jennifer,Michael,Linda,David,Elizabeth,William,Susan,Richard,Jessica,Joseph,Sarah,Thomas,Karen,Charles,Nancy'.split(
    ',',
  );
const lastNames =
  'Nowak,Kowalski,Wiśniewski,Wójcik,Kowalczyk,Kamiński,Lewandowski,Zieliński,Szymański,Woźniak,Dąbrowski,Kozłowski,Jankowski,Mazur,Kwiatkowski,Krawczyk,Kaczmarek,Piotrowski,Grabowski,Zając,Pawłowski,Michalski,Król,Wieczorek,Jabłoński,Wróbel,Nowakowski,Majewski,Olszewski,Stępień,Malinowski,Jaworski,Adamczyk,Dudek,Nowicki,Pawlak,Górski,Witkowski,Walczak,Sikora,Baran,Rutkowski,Michalak,Szewczyk,Ostrowski,Tomaszewski,Pietrzak,Zalewski,Wróblewski,Marciniak,Smith,Johnson,Williams,Brown,Jones,Garcia,Miller,Davis,Rodriguez,Martinez,Hernandez,Lopez,Gonzalez,Wilson,Anderson,Thomas,Taylor,Moore,Jackson,Martin,Lee,Perez,Thompson,White,Harris,Sanchez,Clark,Ramirez,Lewis,Robinson,Walker,Young,Allen,King,Wright,Scott,Torres,Nguyen,Hill,Flores,Green,Adams,Nelson,Baker,Hall,Rivera,Campbell,Mitchell,Carter,Roberts'.split(
    ',',
  );
const trades = 'Stolarnia,Piekarnia,Auto Serwis,Ogrody,Drukarnia,Studio,Bakery,Plumbing,Carpentry,Garden Works'.split(
  ',',
);
const positions = ',Owner,Kierownik,Office manager,Specjalista ds. zakupów,Buyer'.split(',');
const words =
  'offer price delivery window order asked about next week call back colour sample agreed discount invoice paid late meeting site measure kitchen floor oferta cena dostawa termin próbka rabat faktura zapłata spotkanie pomiar kuchnia podłoga zadzwonić przesłać umowa'.split(
    ' ',
  );

export const statuses = ['lead', 'prospect', 'customer', 'churned'] as const;
export const kinds = ['note', 'call', 'email', 'meeting'] as const;

/** The last name of three contacts, whatever the size. */
export const rareName = 'Brzęczyszczykiewicz';
/** The first name of about one in forty. */
export const commonName = 'Łukasz';
/** Nobody's name, though all its trigrams occur. */
export const unknownName = 'kowalewicka';

/** A pseudo-random number below `most`, always the same for the same seed and salt. */
export function pseudoRandom(seed: number, salt: number, most: number): number {
  let x = (seed * 2654435761 + salt * 40503) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) >>> 0;
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39) >>> 0;
  return ((x ^ (x >>> 15)) >>> 0) % most;
}

export function personName(n: number): { first_name: string; last_name: string } {
  const first_name = firstNames[pseudoRandom(n, 1, firstNames.length)] as string;
  const own = n % 10 === 9 ? `-${lastNames[pseudoRandom(n, 3, lastNames.length)]}` : '';
  return { first_name, last_name: `${lastNames[pseudoRandom(n, 2, lastNames.length)]}${own}` };
}

export function companyName(n: number): string {
  return `${trades[n % trades.length]} ${lastNames[pseudoRandom(n, 4, lastNames.length)]} ${n}`;
}

export function personPosition(n: number): string {
  return positions[pseudoRandom(n, 5, positions.length)] as string;
}

export function phoneNumber(n: number): string {
  const digits = String(500_000_000 + pseudoRandom(n, 6, 400_000_000));
  return `+48 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`;
}

/** 8 to 27 words. */
export function sentence(n: number): string {
  const length = 8 + pseudoRandom(n, 7, 20);
  return Array.from({ length }, (_, i) => words[pseudoRandom(n, 8 + i, words.length)]).join(' ');
}
