import { onLoggedError } from '../log/log.ts';
import { serializeError } from '../log/serializeError.ts';

/** Also sends logged errors to Sentry, with no more data than the log has. Without a DSN nothing is loaded. */
export async function startSentry(dsn: string | undefined): Promise<void> {
  if (!dsn) return;
  const { captureException, init } = await import('@sentry/node');
  // Integrations would collect addresses, bodies, cookies and queries.
  init({ dsn, dataCollection, defaultIntegrations: false, integrations: [], beforeSend: bare, beforeBreadcrumb });
  onLoggedError((error) => captureException(withoutData(error)));
}

const dataCollection = {
  userInfo: false,
  cookies: false,
  httpHeaders: false,
  httpBodies: [],
  urlQueryParams: false,
  genAI: { inputs: false, outputs: false },
};

const beforeBreadcrumb = () => null;

function bare<T extends object>(event: T): T {
  return Object.assign(event, { request: undefined, user: undefined, server_name: undefined, breadcrumbs: undefined });
}

function withoutData(error: unknown): Error {
  const { type, message, stack = '', code } = serializeError(error);
  const text = code ? `${message} (${code})` : message;
  const frames = stack.split('\n').map((line) => `    ${line}`);
  return Object.assign(new Error(text), { name: type, stack: [`${type}: ${text}`, ...frames].join('\n') });
}
