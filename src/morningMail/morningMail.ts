import type { Config } from '../config.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Mail } from '../mail/mailer.ts';
import type { Recipient } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import type { MorningContents } from './contents.service.ts';
import { type MailSection, type MailTexts, mailSections, mailTexts } from './mailSections.ts';
import { unsubscribeToken } from './unsubscribeToken.ts';

/** What the mail needs from the installation; `renderView` comes from http/viewEngine.ts. */
export interface MailEnvironment extends Pick<Config, 'publicUrl' | 'secretKeys'> {
  renderView: (view: string, locals: object, shared: object) => string;
}

/** The mail of a day, as text and as HTML, with the link that stops it (RFC 8058). */
export function morningMail(
  contents: MorningContents,
  { id, username, email, locale }: Recipient & { id: number },
  moment: Moment,
  { publicUrl, secretKeys, renderView }: MailEnvironment,
): Mail {
  const texts = mailTexts(locale, moment, publicUrl);
  const sections = mailSections(contents, texts);
  const stop = publicUrl + urls.morningMailStop(unsubscribeToken(secretKeys, id));
  const page = {
    sections,
    locale,
    t: texts.t,
    hello: texts.t('morningMail.hello', { name: username }),
    subject: subject(contents, texts),
    today: publicUrl + urls.dashboard(),
    settings: publicUrl + urls.morningMailSettings(),
    stop,
  };
  return {
    to: email,
    subject: page.subject,
    text: plainText(page),
    html: renderView('morningMail/mail', page, {}),
    headers: { 'List-Unsubscribe': `<${stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  };
}

/** The day's counts, without any text that a user typed. */
function subject({ late, today, birthdays, people }: MorningContents, { t, format, moment }: MailTexts): string {
  const counts = [
    ...(late.total > 0 ? [t('morningMail.subject.late', format.counted(late.total))] : []),
    ...(today.total > 0 ? [t('morningMail.subject.today', format.counted(today.total))] : []),
    ...(birthdays.total > 0 ? [t('morningMail.subject.birthdays', format.counted(birthdays.total))] : []),
    ...(people.length > 0 ? [t('morningMail.subject.people', format.counted(people.length))] : []),
  ];
  const day = format.shortDate(moment.today, moment.today);
  return `${day}: ${counts.length > 0 ? counts.join(', ') : t('morningMail.subject.nothing')}`;
}

interface PlainPage extends Pick<MailTexts, 't'> {
  sections: MailSection[];
  hello: string;
  today: string;
  settings: string;
  stop: string;
}

function plainText({ sections, t, hello, today, settings, stop }: PlainPage): string {
  const parts = sections.map(plainSection);
  const body = parts.length > 0 ? parts : [t('morningMail.nothing')];
  const foot = [
    `${t('morningMail.open')}\n${today}`,
    `${t('morningMail.why')}\n${t('morningMail.settings')}: ${settings}\n${t('morningMail.stop')}: ${stop}`,
  ];
  return [hello, ...body, ...foot].join('\n\n');
}

function plainSection({ title, lines, more }: MailSection): string {
  const listed = lines.map((line) => `- ${line.title}${line.detail && `\n  ${line.detail}`}\n  ${line.href}`);
  const rest = more ? [`${more.text}\n  ${more.href}`] : [];
  return [title.toUpperCase(), ...listed, ...rest].join('\n');
}
