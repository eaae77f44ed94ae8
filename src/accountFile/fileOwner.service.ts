import type { Database } from '../db/client.ts';
import type { Locale } from '../i18n/translate.ts';

/** The account in the file, without passwords, codes and links. */
export interface FileOwner {
  id: number;
  username: string;
  email: string;
  date_joined: Date;
  phone: string;
  locale: Locale;
  time_zone: string;
  shortcuts: boolean;
  sms_links: boolean;
  whatsapp_links: boolean;
  ai_enabled: boolean;
  ai_consent: string;
  morning_mail_hour: number | null;
  mail_preferences: { sender_name: string; addresses: string[] } | null;
  avatar: Uint8Array | null;
}

const profileColumns = {
  ...{ phone: true, locale: true, time_zone: true, shortcuts: true, sms_links: true, whatsapp_links: true },
  ...{ ai_enabled: true, ai_consent: true, morning_mail_hour: true, avatar: true },
} as const;

export async function readFileOwner({ prisma }: Database, id: number): Promise<FileOwner> {
  const select = { id: true, username: true, email: true, date_joined: true } as const;
  const user = await prisma.user.findUniqueOrThrow({ where: { id }, select });
  const where = { user_id: id };
  const profile = await prisma.profile.findUniqueOrThrow({ where, select: profileColumns });
  const mail = { sender_name: true, addresses: true } as const;
  return { ...user, ...profile, mail_preferences: await prisma.mailPreferences.findUnique({ where, select: mail }) };
}

export function profileJson({ id: _, avatar, ...owner }: FileOwner): string {
  return `${JSON.stringify({ ...owner, picture: avatar ? 'pictures/profile.webp' : null }, null, 1)}\n`;
}
