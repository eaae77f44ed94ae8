import { convert, type FormatCallback, type HtmlToTextOptions } from 'html-to-text';

/** The time for nested tags grows with the square of their number. */
const maxHtmlLength = 300_000;

/** Keeps the cells of a row from becoming one word. */
const formatCell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

const options: HtmlToTextOptions = {
  wordwrap: false,
  formatters: { cell: formatCell },
  limits: { maxDepth: 200, maxChildNodes: 20_000 },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'title', format: 'skip' },
    { selector: 'tr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
    { selector: 'td', format: 'cell' },
    { selector: 'th', format: 'cell' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
};

/** Converts an HTML mail to text. Nothing in it is executed or loaded, and no HTML is kept. */
export function htmlText(html: string): string {
  return convert(html.slice(0, maxHtmlLength), options);
}
