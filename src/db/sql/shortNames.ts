/** On each line are full names and their short forms, folded. */
const groups = `
adam adas
agata agatka
agnieszka aga agusia
aleksander alexander alex aleks olek sasha sandy
aleksandra alexandra alex ola olka olenka sandra
alicja ala alice
amanda mandy
andrew andy drew
andrzej andrzejek jedrek
anna ann anne ania anka anusia aneczka annie andzia
anthony tony
antoni antek tolek
barbara basia baska barb babs
bartosz bartlomiej bartek
beata beatka
benjamin ben benny
boguslaw bogdan bogus
bozena bozenka
caroline carolyn carrie
catherine katherine kathleen kate cathy kathy katie kat
charles charlie chuck
charlotte lottie charlie
christine christina chris tina chrissy
christopher chris
czeslaw czesiek
daniel dan danny danek
dariusz darek
david dave davy dawid
deborah debbie deb
donald don donnie
dorota dorotka
edward ed eddie ted ned edek
elizabeth liz lizzie beth betty eliza libby
elzbieta ela elka
emily em millie emilia emilka
ewa ewka ewunia
frances fran francie
francis frank
franciszek franek
frederick fred freddie
gabriela gabrysia gaba
gerald gerry jerry
grazyna grazynka
gregory greg
grzegorz grzesiek grzes
halina halinka hala
hanna hania hanka
henry harry hank
henryk heniek
irena irenka
iwona iwonka
jacob jake
jadwiga jadzia
jakub kuba jakubek
james jim jimmy jamie
jan janek jas jasiek
janina janka
jaroslaw jarek
jennifer jen jenny
jeffrey jeff
jerzy jurek
jessica jess jessie
joanna asia aska joasia
john johnny jack jon
jonathan jon
joseph joe joey
jozef jozek
joshua josh
justyna justynka
kamila kamilka
karolina karolinka karola
katarzyna kasia kaska katarzynka kate
kazimierz kazik
kenneth ken kenny
kimberly kim
krystyna krysia
krzysztof krzysiek krzys
leszek lech lechu
lawrence larry laurence
lucja lucyna lusia
lukasz luk lukaszek
maciej maciek
magdalena magda madzia magdusia
malgorzata gosia goska malgosia
marcin marcinek
margaret maggie meg peggy marge
maria mary marysia maryla maja
mariusz mariuszek
marek marecki
marta martusia
martin marty
mateusz mati mateuszek
matthew matt
michael mike mick mickey
michal michalek misiek
mieczyslaw mietek
mikolaj miki
miroslaw mirek
monika monia
nancy nan
natalia natalka
nathaniel nathan nate
nicholas nick nicky
nicole nicky nikki
pamela pam
patricia pat patty trish tricia
patrick pat paddy
patrycja patka
pawel pawelek
peter pete
philip phil
piotr piotrek piotrus
przemyslaw przemek
radoslaw radek
rafal rafalek
raymond ray
rebecca becky becca
richard rick dick rich richie ricky
robert bob bobby rob robbie bert
ronald ron ronnie
ryszard rysiek
samantha sam sammy
samuel sam sammy
slawomir slawek
stanislaw staszek stasiek stach
stanislawa stasia
stefan stefek
stephen steven steve
susan sue susie suzy
sylwester sylwek
szymon szymek
tadeusz tadek
teresa terenia
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim timmy
tomasz tomek
urszula ula
victoria vicky tori
waclaw wacek
waldemar waldek
walter walt wally
weronika wera
wieslaw wiesiek
william bill billy will willie liam
witold witek
wladyslaw wladek
wlodzimierz wlodek
wojciech wojtek
zachary zach zack
zbigniew zbyszek
zdzislaw zdzisiek
zofia zosia zoska
zuzanna zuzia zuza
zygmunt zygmus`;

/** Groups of names that are forms of each other. */
export const shortNameGroups: readonly string[][] = groups
  .trim()
  .split('\n')
  .map((group) => group.split(' '));

const others = new Map<string, Set<string>>();
for (const names of shortNameGroups) {
  for (const name of names) others.set(name, new Set([...(others.get(name) ?? []), ...names]));
}

/** The other forms of a folded name: for `ania`, `anna` and others. */
export function sameNames(word: string): string[] {
  return [...(others.get(word) ?? [])].filter((name) => name !== word);
}
