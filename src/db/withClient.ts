import { Client, type ClientConfig } from 'pg';

/** `toError` replaces the error of a failed connection. */
export async function withClient<T>(
  settings: ClientConfig,
  work: (client: Client) => Promise<T>,
  toError = (cause: Error) => cause,
): Promise<T> {
  const client = new Client(settings);
  client.on('error', () => {});
  try {
    await client.connect().catch((cause: Error) => Promise.reject(toError(cause)));
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
