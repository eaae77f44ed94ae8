// A proxy between the product and PostgreSQL that records the statements and values of a page.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Message, messageReader, readBind, readParse, readQuery } from './wire.ts';

export interface Statement {
  text: string;
  values: (string | null)[];
  /** A prepared statement may be planned once for all values. */
  prepared: boolean;
}

export interface Recorder {
  /** For DATABASE_URL. */
  url: string;
  /** The statements sent since the last call. */
  take(): Statement[];
  close(): void;
}

export async function startRecorder(databaseUrl: string): Promise<Recorder> {
  const target = new URL(databaseUrl);
  let statements: Statement[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    const read = messageReader(true);
    const note = noter((statement) => statements.push(statement));
    client.on('data', (piece: Buffer) => read(piece).forEach(note));
    for (const socket of [client, upstream]) {
      sockets.add(socket.setNoDelay(true).on('error', () => {}));
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(databaseUrl), { port: String(port) }).href,
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Reads the messages of one connection, which refers to prepared statements by name. */
function noter(add: (statement: Statement) => void): (message: Message) => void {
  const texts = new Map<string, string>();
  return ({ kind, body }) => {
    if (kind === 'Q') add({ text: readQuery(body), values: [], prepared: false });
    if (kind === 'P') {
      const { name, text } = readParse(body);
      texts.set(name, text);
    }
    if (kind === 'B') {
      const { name, values } = readBind(body);
      add({ text: texts.get(name) ?? '', values, prepared: name !== '' });
    }
  };
}

const transaction = /^\s*(BEGIN|START|COMMIT|ROLLBACK|SET|SAVEPOINT|RELEASE)\b/i;

/** Removes statements that begin and end transactions. */
export function withoutTransactions(statements: Statement[]): Statement[] {
  return statements.filter(({ text }) => !transaction.test(text));
}
