// The proxy of a host, which terminates TLS and says so in headers.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, request as tlsRequest } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { selfSigned } from './certificate.ts';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

export interface FrontProxy {
  /** Uses HTTPS by default; `host` is the name in the address bar. */
  ask(path: string, options?: Asked): Promise<Answer>;
  close(): Promise<void>;
}

interface Asked {
  tls?: boolean;
  host?: string;
  headers?: Record<string, string>;
  body?: string;
}

const publicName = 'crm.example.com';

export async function startProxy(appPort: number): Promise<FrontProxy> {
  const tls = createTlsServer(selfSigned(publicName), (req, res) => forward(req, res, appPort, 'https'));
  const plain = createServer((req, res) => forward(req, res, appPort, 'http'));
  const [tlsPort, plainPort] = [await listening(tls), await listening(plain)];
  return {
    ask: (path, { tls: isTls = true, ...asked } = {}) => ask(isTls ? tlsPort : plainPort, isTls, path, asked),
    close: async () => {
      for (const server of [tls, plain]) server.close();
    },
  };
}

function forward(req: IncomingMessage, res: ServerResponse, port: number, proto: string): void {
  const headers = { ...req.headers, 'x-forwarded-proto': proto, 'x-forwarded-for': '203.0.113.7' };
  const onward = request({ host: '127.0.0.1', port, path: req.url, method: req.method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  onward.on('error', () => res.writeHead(502).end());
  req.pipe(onward);
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function ask(port: number, isTls: boolean, path: string, { host = publicName, headers, body }: Asked): Promise<Answer> {
  const options = { host: '127.0.0.1', port, path, method: body === undefined ? 'GET' : 'POST', agent: false };
  const all = { ...options, headers: { host, ...headers } };
  return new Promise((resolve, reject) => {
    const sent = isTls ? tlsRequest({ ...all, rejectUnauthorized: false }) : request(all);
    sent.on('error', reject);
    sent.on('response', async (answer) => {
      let text = '';
      for await (const part of answer.setEncoding('utf8')) text += part;
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    sent.end(body);
  });
}
