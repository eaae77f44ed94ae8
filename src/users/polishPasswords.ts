/** Common Polish passwords, without accents and final digits: @zxcvbn-ts/language-common has few. */
export const polishStems = new Set(
  `
  adrian agata agnieszka aleksandra alicja aneta ania anna andrzej arkadiusz arsenal artur babcia bartek bartosz basia
  beata biedronka bogdan bogumila bozena buziaczek czarna czekolada damian daniel dariusz dawid diablica dominik dominika
  dorota dupa dupadupa elzbieta emilia ewelina firma gabriela grzegorz grzesiek gwiazda haslo haslohaslo hania iwona izabela
  jacek jagoda jakub janek jaroslaw jastrzab joanna jolanta justyna kacper kamil kamila karol karolina kasia katarzyna
  klaudia kochaciebie kochamcie kochanie kotek krystian krystyna krzysiek krzysztof ksiezniczka kubus lech legia legiawarszawa
  lolek lukasz maciek maciej maja malgorzata malwina mama marcin marek mariusz marta marzena mateusz matrix michal misiaczek
  misiek misia mojehaslo monika motorola myszka natalia niewiem niunia nowehaslo ola oliwia patrycja patryk paulina pawel
  piotr piotrek polska polskapolska przemek qwerty qwertyuiop radek rafal robert samsung sandra sebastian skarbek slonce
  sloneczko sylwia szymon tajnehaslo tomasz tomek truskawka tygrysek wanda weronika widzew wiktoria wisla
  witam wojtek zaq zaqwsx zenek zosia zuzanna zuzia
  `
    .trim()
    .split(/\s+/),
);
