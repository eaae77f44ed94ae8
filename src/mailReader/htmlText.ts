import { convert, type HtmlToTextOptions } from 'html-to-text';

/** Tags within tags cost the square of their number. */
const maxHtmlLength = 300_000;

const options: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'title', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

/** The text of an HTML mail: nothing of it is run, loaded or kept as HTML. */
export function htmlText(html: string): string {
  return convert(html.slice(0, maxHtmlLength), options);
}
