import { truncate } from '../core/truncate.ts';
import type { Translate } from '../i18n/translate.ts';
import { maxTextLength } from '../mailReader/mail.ts';

/** The entry begins with the mail's subject. */
export function mailContent({ subject, content }: { subject: string; content: string }): string {
  return [subject, content].filter(Boolean).join('\n\n');
}

const maxNamesLength = 500;

/** Attachments are not kept, so the entry names them. */
export function withAttachments(t: Translate, text: string, attachments: string[]): string {
  if (attachments.length === 0) return text;
  const names = truncate(attachments.join(', '), maxNamesLength);
  const start = truncate(text, maxTextLength - maxNamesLength - 100);
  return `${start}\n\n${t('mailLog.attachments', { names })}`.trim();
}
