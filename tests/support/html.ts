// Checks that every page must pass, whatever it shows.
import * as cheerio from 'cheerio';
import { type ConfigData, HtmlValidate, type ResolvedConfig, StaticConfigLoader } from 'html-validate/node';
import { sha256 } from '../../src/core/sha256.ts';
import { catalogs } from '../../src/i18n/catalogs.ts';
import type { Locale } from '../../src/i18n/translate.ts';

/** Reads the rules once and not again for every page. */
class RulesReadOnce extends StaticConfigLoader {
  private rules: ReturnType<StaticConfigLoader['getConfigFor']> | undefined;

  override getConfigFor(file: string): ResolvedConfig | Promise<ResolvedConfig> {
    return (this.rules ??= super.getConfigFor(file));
  }
}

const rules: ConfigData = {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Checkboxes of a list share a name, with a hidden field that says that none is ticked.
    'form-dup-name': 'off',
    'doctype-style': ['error', { style: 'lowercase' }],
    // Records have long names, and a title holds the whole of one.
    'long-title': 'off',
    // Views put optional attributes on lines of their own.
    'no-trailing-whitespace': 'off',
    // CSS does this (.nowrap), because copied text should contain plain spaces.
    'tel-non-breaking': 'off',
    // An undo in a message must not be the first button[type=submit] of a form page.
    'prefer-button': 'off',
    'no-unknown-elements': 'error',
    'no-inline-style': 'error',
    'input-missing-label': 'error',
    // The list under a search field has no native element.
    'prefer-native-element': ['error', { exclude: ['listbox'] }],
    'no-missing-references': 'error',
    'heading-level': 'error',
  },
};
const validator = new HtmlValidate(new RulesReadOnce(rules));

/** All problems of a page, as sentences; empty when it has none. */
export async function problemsOf(html: string, locale: Locale): Promise<string[]> {
  const $ = cheerio.load(html);
  return [
    ...(await invalid(html)),
    ...textFaults($, html),
    ...unsafe($),
    ...externalReferences($),
    ...forms($),
    ...brokenAnchors($),
    ...foreignTexts($, locale),
    ...(($('html').attr('lang') ?? '') === locale ? [] : [`the language of the page is not ${locale}`]),
    ...($('h1').length === 1 ? [] : [`there are ${$('h1').length} h1`]),
  ];
}

const validated = new Map<string, Promise<string[]>>();

/** Many addresses lead to the same page: it is validated once. */
function invalid(html: string): Promise<string[]> {
  const key = sha256(withoutTokens(html));
  const known = validated.get(key) ?? validate(html);
  validated.set(key, known);
  return known;
}

async function validate(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ line, message, ruleId }) =>
        `line ${line}: ${message} (${ruleId}): ${html.split('\n')[line - 1]?.trim().slice(0, 200)}`,
    ),
  );
}

const withoutTokens = (html: string) => html.replace(/ value="[\w-]{20,}"/g, ' value=""');

function textFaults($: cheerio.CheerioAPI, html: string): string[] {
  const words = ['undefined', '[object Object]', 'NaN', '⟦', 'Invalid Date', '{{', '&amp;amp;', '&amp;lt;', '&amp;#'];
  // Tokens are random: one in some thousands spells one of these words.
  const said = withoutTokens(html);
  const found = words.filter((word) => said.includes(word));
  // Text that is shown unchanged may contain data.
  if (/\bnull\b/.test($('html').clone().find('pre,textarea[readonly]').remove().end().text())) found.push('null');
  return found.map((word) => `the page says "${word}"`);
}

function unsafe($: cheerio.CheerioAPI): string[] {
  const elements = $('html, html *').toArray();
  const handlers = elements.flatMap(({ name, attribs }) =>
    Object.keys(attribs)
      .filter((key) => /^on|^style$/i.test(key))
      .map((key) => `<${name} ${key}=…>`),
  );
  const scripts = $('script')
    .toArray()
    .filter((one) => !$(one).attr('src')?.startsWith('/assets/') || $(one).text() !== '');
  const links = $('[href],[action],[src],[formaction]')
    .toArray()
    .flatMap((one) =>
      ['href', 'action', 'src', 'formaction'].filter((key) =>
        /^\s*(javascript|data|vbscript):/i.test($(one).attr(key) ?? ''),
      ),
    );
  return [
    ...handlers,
    ...scripts.map((one) => `a script: ${$.html(one).slice(0, 100)}`),
    ...links.map((key) => `a script in ${key}`),
    ...($('style,iframe,object,embed,base').length > 0 ? ['an element that has no place in a page of ours'] : []),
  ];
}

function externalReferences($: cheerio.CheerioAPI): string[] {
  const loaded = $('[src],link[href],use[href],form[action]').toArray();
  const addresses = loaded.map(({ attribs }) => attribs['src'] ?? attribs['href'] ?? attribs['action'] ?? '');
  const links = $('a[href]')
    .toArray()
    .filter((one) => /^https?:|^\/\//.test($(one).attr('href') ?? ''));
  return [
    ...addresses.filter((address) => !/^(\/(?!\/)|#|\?)/.test(address)).map((address) => `asks elsewhere: ${address}`),
    ...links.filter((one) => !/noopener/.test($(one).attr('rel') ?? '')).map((one) => `a link out: ${$.html(one)}`),
  ];
}

/** Finds links to anchors that the page does not have. */
function brokenAnchors($: cheerio.CheerioAPI): string[] {
  const targets = $('a[href^="#"]')
    .toArray()
    .map((one) => $(one).attr('href')?.slice(1) ?? '');
  const ids = new Set(
    $('[id]')
      .toArray()
      .map((one) => $(one).attr('id')),
  );
  return targets.filter((id) => !ids.has(id)).map((id) => `there is no #${id}`);
}

function forms($: cheerio.CheerioAPI): string[] {
  const posting = $('form')
    .toArray()
    .filter((one) => $(one).attr('method') === 'post');
  return posting
    .filter((one) => $(one).find('input[name=_csrf][value!=""]').length !== 1)
    .map((one) => `a form without a token: ${$(one).attr('action')}`);
}

/**
 * Finds texts of the other language, which are in a view instead of the catalogs, or whose key is used in the wrong
 * catalog.
 */
function foreignTexts($: cheerio.CheerioAPI, locale: Locale): string[] {
  const shown = ` ${readable($)} `;
  return distinctiveTexts[locale === 'en' ? 'pl' : 'en']
    .filter((text) => shown.includes(text))
    .map((text) => `not in ${locale}: ${text}`);
}

/** All text that a reader or a screen reader gets: the text and the attributes that are read aloud. */
export function readable($: cheerio.CheerioAPI): string {
  const attributes = ['aria-label', 'placeholder', 'title', 'alt', 'content', 'value', 'data-label'];
  const told = attributes.flatMap((name) =>
    $(`[${name}]`)
      .toArray()
      .map((one) => $(one).attr(name) ?? ''),
  );
  return [$('html').text(), ...told].join(' ').replace(/\s+/g, ' ');
}

const distinctiveTexts: Record<Locale, string[]> = { en: findDistinctiveTexts('en'), pl: findDistinctiveTexts('pl') };

/** The pieces of a catalog with at least four words that the other language does not contain. */
function findDistinctiveTexts(locale: Locale): string[] {
  const others = new Set(textsIn(catalogs[locale === 'en' ? 'pl' : 'en']));
  const pieces = textsIn(catalogs[locale])
    .filter((text) => !others.has(text))
    .flatMap((text) => text.split(/\{\{\w+\}\}/));
  return pieces.map((piece) => piece.trim().replace(/\s+/g, ' ')).filter((piece) => piece.split(' ').length > 3);
}

function textsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return Object.values(part as object).flatMap(textsIn);
}
