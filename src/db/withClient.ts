import { Client, type ClientConfig } from 'pg';

/**
 * A connection of its own for one piece of work, beside the pool or without one; closed whatever comes of it.
 * `refused` makes the error that is thrown when there is none out of the driver's.
 */
export async function withClient<T>(
  settings: ClientConfig,
  work: (client: Client) => Promise<T>,
  refused = (cause: Error) => cause,
): Promise<T> {
  const client = new Client(settings);
  // One that dies while idle tells the next query; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect().catch((cause: Error) => Promise.reject(refused(cause)));
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
