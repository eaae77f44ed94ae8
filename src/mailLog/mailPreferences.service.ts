import type { OwnedDb } from '../db/owned.ts';

export interface MailPreferences {
  /** The name that recipients see; empty means the username. */
  sender_name: string;
  /** The owner's addresses besides that of the account, in lower case. */
  addresses: string[];
}

const none: MailPreferences = { sender_name: '', addresses: [] };

export async function getMailPreferences(db: OwnedDb): Promise<MailPreferences> {
  const [row] = await db.read<MailPreferences>(
    'SELECT sender_name, addresses FROM mail_preferences WHERE user_id = $1',
  );
  return row ?? none;
}

export async function saveMailPreferences(db: OwnedDb, { sender_name, addresses }: MailPreferences): Promise<void> {
  await db.read(
    `INSERT INTO mail_preferences (user_id, sender_name, addresses) VALUES ($1, :sender_name, :addresses::varchar[])
     ON CONFLICT (user_id) DO UPDATE SET sender_name = excluded.sender_name, addresses = excluded.addresses`,
    { sender_name, addresses },
  );
}

/** The addresses that show that a mail is the owner's. */
export async function ownAddresses(db: OwnedDb, accountEmail: string): Promise<string[]> {
  const { addresses } = await getMailPreferences(db);
  return [accountEmail.toLowerCase(), ...addresses].filter(Boolean);
}
