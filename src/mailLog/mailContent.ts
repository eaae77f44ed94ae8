import type { Translate } from '../i18n/translate.ts';

/** An entry begins with the subject of the mail. */
export function mailContent({ subject, content }: { subject: string; content: string }): string {
  return [subject, content].filter(Boolean).join('\n\n');
}

/** Attachments are not kept, so the entry names them. */
export function withAttachments(t: Translate, text: string, attachments: string[]): string {
  if (attachments.length === 0) return text;
  return `${text}\n\n${t('mailLog.attachments', { names: attachments.join(', ') })}`.trim();
}
