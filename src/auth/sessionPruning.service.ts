import type { Client } from 'pg';

export async function pruneSessions(client: Client, now: Date): Promise<void> {
  await client.query('DELETE FROM session WHERE expire < $1', [now]);
}
