import { fold } from '../db/sql/fold.ts';

// All words are folded: without accents and in lower case. A stem stands for all endings.

const stems =
  'hydraulik elektry mechani stolarz stolark ciesl dekarz tynkarz malark murarz blacharz lakierni tapicer brukarz parkieciarz kafelkarz plytkarz posadzkarz slusarz szklarz glazurni zegarmistrz optyk optom kierowc kurier taksowkarz ogrodni kominiarz geodet notariusz komornik weterynar pielegniar polozn rehabilita fizjoterap masaz psycholog psychoterap dietety kuchar kelner barman cukierni piekarz rzezni krawcow krawiec szewc tlumacz grafi informaty serwisant monter instalator gazowni spawacz tokarz operator sprzatacz opiekun niani agent broker posredni makler bankier windykator rolni lesni strazak policjant dziennikar muzy organizator stylist manikiurzyst wizazyst instruktor korepetytor przedszkolan sprzedaw kasjer dostawc producent inwestor deweloper najemc lokator zarzadc dozorc portier ochroniarz konserwator kosmetycz fryzjer fotograf lekar dentyst stomatolog ortodont pediatr okulist ksiegow adwokat radca prawni architekt projektant inzynier dyrektor prezes wiceprezes kierowni wlascicie specjalist sekretar handlow doradc nauczyciel trener asystent programist wulkanizator remonto budowlan aptekar wykonawc podwykonawc majster brygadzist szef szefow ' +
  'electrician plumb builder roofer painter decorator gardener landscaper mechanic handyman cleaner driver courier nurse doctor dentist physio therapist psychologist coach tutor hairdresser barber beautician nanny babysitter chef caterer florist photographer translator supplier landlord landlady tenant realtor bookkeep accountant notary surveyor welder plasterer tiler glazier locksmith joiner carpenter lawyer solicitor attorney architect designer engineer consultant developer contractor manager director assistant teacher trainer owner seller buyer ' +
  'klempner elektriker tischler schreiner steuerberater rechtsanwalt anwalt zahnarzt arzt hausmeister friseur gartner dachdecker installateur buchhalter handwerker fahrer';
const stem = new RegExp(`^(?:${stems.trim().split(/\s+/).join('|')})[a-z]*$`);
const suffix = /^[a-z]{3,}(?:ator|atorka|olog|olozka|ista|istka|ysta|ystka|mistrz)$/;
const wholeWords = new Set(
  'malarz rybak kowal lektor aktor dj vet mason baker cook tailor farmer ceo cto cfo coo cmo hr pr it kadrowa mlynarz bednarz garncarz'.split(
    ' ',
  ),
);
/** Capitalized, these words are as likely to be last names. */
const surnames =
  /^(?:stolarz|malarz|murarz|piekarz|rybak|kowal|krawiec|szewc|mlynarz|bednarz|garncarz|tokarz|kucharz|carpenter|mason|baker|cook|tailor|farmer|painter|gardener|barber|joiner|driver|optyk|slusarz|szklarz|blacharz|ciesla|fischer|gartner|tischler|schreiner|klempner|kramarz|dekarz|muzyk|lesnik|rolnik|kuchar|glazier|tyler|tiler|plumb|glazur|agent)$/;

const relations = new Set(
  'sasiad sasiadki kum kumpel ziomek wnuk wnuczka bratanek siostrzeniec tesciu synowa ziec ex eks szwagra chlopak dziewczyna narzeczony narzeczona koparka koparki gaz wylewki wylewka piec piece szambo paznokcie rzesy wlosy masaz budowa budowlanka dach elewacje elewacja ocieplenia tynki kominki kominek bramy brama ogrodzenia ogrodzenie plot ploty studnia studnie szafy szafa klimatyzacja klima pompy pompa fotowoltaika panele parkiet podlogi podloga rolety markizy balustrady kostka brukowa gruz kontener kontenery drewno opal wegiel piasek zwir beton cement ziemia trawa trawniki drzewa warzywa jajka miod mieso ryby ciasta torty tort wesele wesela kwiaty wience nagrobki angielski niemiecki matematyka korepetycje joga silownia basen konie psy pies auto auta samochod samochody lawety laweta holowanie czesci myjnia lpg faktury umowy kredyt kredyty leasing zus podatki drukarnia druk reklamy reklama szyldy strony komputery telefony internet anteny alarmy monitoring prad hydraulika woda kanalizacja remont malowanie wynajem mieszkanie pokoj garaz dzialka dzialki removals tiling plumbing roofing heating boiler boilers windows doors kitchens kitchen bathrooms flooring fencing drains cleaning gardening catering cakes flowers nails hair yoga piano guitar tutoring taxi skip skips scaffolding scrap garage dog dogs walker sitter window sasiad sasiadka brat siostra mama tata ojciec matka kolega kolezanka kuzyn kuzynka szwagier szwagierka tesc tesciowa ciocia wujek babcia dziadek corka syn zona maz znajomy znajoma instalacje uslugi remonty okna drzwi dachy opony kuchnie schody plytki sprzatanie przeprowadzki ubezpieczenia ksiegowosc klient klientka nowy nowa stary stara friend neighbour neighbor brother sister mum mom dad father mother cousin client customer boss colleague wife husband uncle aunt nachbar nachbarin kunde kundin freund freundin chef'.split(
    ' ',
  ),
);
const prepositions = new Set(
  'z ze od u do w we na o po przy dla ds przez pod nad za co ktory ktora i oraz to jest chce chcial chciala prosi dzwonil dzwonila szuka pyta from at of for the with by in on near about and or wants called asks needs met who via c/o aus bei vom beim fur mit und sucht will za jutro pojutrze dzis dzisiaj wieczorem rano spotkanie umowiony umowiona oferta wycena tomorrow today tonight next email visit quote morgen'.split(
    ' ',
  ),
);

const actions = new Set(
  'zadzwonic zadzwon oddzwonic oddzwon dzwonic napisac napisz wyslac wyslij umowic spotkac zaprosic przypomniec przypomnij call phone write send meet remind invite anrufen'.split(
    ' ',
  ),
);

/** Whether a word tells what somebody does: "hydraulik", "Plumber"; not the last name Stolarz. */
export function isTrade(word: string): boolean {
  const folded = fold(word).replace(/[.,]+$/, '');
  const isCapitalized = /^\p{Lu}/u.test(word);
  if (isCapitalized && surnames.test(folded)) return false;
  return stem.test(folded) || wholeWords.has(folded) || (!isCapitalized && suffix.test(folded));
}

/** Whether a word says what somebody is to the owner, or what is to be done: "wujek", "Zadzwonić". */
export function isAside(word: string): boolean {
  return relations.has(fold(word)) || actions.has(fold(word));
}

/** Whether a word begins a remark about somebody: "sąsiadka", "z targów", "from the fair". */
export function startsRemark(word: string): boolean {
  const folded = fold(word);
  return (
    prepositions.has(folded) ||
    actions.has(folded) ||
    (relations.has(folded) && !/^\p{Lu}/u.test(word)) ||
    /^[(\d–-]/.test(word)
  );
}
