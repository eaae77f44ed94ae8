/** More is never read: a mail of megabytes is a log file or an attack. */
const maxReadLength = 300_000;

/** Text as the rest of the app has it: no NUL, `\n` alone, no invisible characters that only disturb, no empty ends. */
export function cleanText(text: string): string {
  return text
    .slice(0, maxReadLength)
    .replace(/\r\n?/g, '\n')
    .replace(/[\0\u200b\u2060\ufeff\u00ad]|\u034f/g, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{4,}/g, '\n\n\n')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .trim();
}
