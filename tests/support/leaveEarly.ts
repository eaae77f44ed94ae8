import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { User } from '../../src/db/generated/client.ts';
import type { TestApp } from './app.ts';
import { openSession } from './session.ts';

/**
 * Reads the first chunk of a response, waits for `until`, and closes the connection. Then waits until the app has
 * closed it too.
 */
export async function leaveEarly(
  { app, config, database, clock }: TestApp,
  user: Pick<User, 'id'>,
  path: string,
  until: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const server = app.listen(0);
  const { name, value } = await openSession(database, config, user.id, clock());
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    const asked = request({ port, path, headers: { Cookie: `${name}=${value}` } }, (response) => {
      response.once('data', () => until().then(() => asked.destroy(), reject)).once('close', resolve);
    });
    asked.once('error', reject).end();
  });
  await new Promise((resolve) => server.close(resolve));
}
