// A relay between the app and its database, which can interrupt the connection.
import { connect, createServer, type Server, type Socket } from 'node:net';

export class Relay {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;

  private constructor(private target: URL) {}

  static async start(target: URL): Promise<Relay> {
    const relay = new Relay(target);
    await relay.open();
    return relay;
  }

  /** The URL of the database through the relay. */
  get url(): string {
    return Object.assign(new URL(this.target), { host: `127.0.0.1:${this.#port}` }).href;
  }

  open(): Promise<void> {
    const server = createServer((socket) => this.#join(socket));
    this.#server = server;
    return new Promise((resolve) => {
      server.listen(this.#port, '127.0.0.1', () => {
        this.#port = (server.address() as { port: number }).port;
        resolve();
      });
    });
  }

  /** New connections lead there from now on. */
  pointTo(target: URL): void {
    this.target = target;
  }

  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void> {
    return new Promise((resolve) => {
      this.#server?.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }

  close(): void {
    void this.cut();
  }

  #join(socket: Socket): void {
    const onward = connect(Number(this.target.port || 5432), this.target.hostname);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.#sockets.add(one);
      one
        .on('error', () => {})
        .on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  }
}
