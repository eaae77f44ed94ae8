interface SerializedError {
  type: string;
  message: string;
  stack?: string;
  code?: string;
  status?: number;
  /** Names of tables, columns and the like, never values. */
  about?: Record<string, string>;
  cause?: SerializedError;
}

const maxCauseDepth = 4;
const aboutProperties = [
  'schema',
  'table',
  'column',
  'constraint',
  'dataType',
  'routine',
  'modelName',
  'syscall',
] as const;

/** pino's serializer for `err`. It drops the values that PostgreSQL and Prisma quote in messages. */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown' };
  const { code, status, cause, meta } = error as Error & { code?: unknown; status?: unknown; meta?: object };
  const names = namesIn({ ...meta, ...error });
  return {
    type: error.constructor.name,
    message: redactedMessage(error),
    ...(error.stack && { stack: stackFrames(error.stack) }),
    ...(typeof code === 'string' && /^\w{1,40}$/.test(code) && { code }),
    ...(typeof status === 'number' && { status }),
    ...(Object.keys(names).length > 0 && { about: names }),
    ...(cause !== undefined && depth < maxCauseDepth && { cause: serializeError(cause, depth + 1) }),
  };
}

/** The error in one line, without personal data. */
export function errorLine(error: unknown): string {
  const { type, code, message } = serializeError(error);
  return message === hiddenMessage ? [type, code].filter(Boolean).join(' ') : message;
}

function namesIn(error: Record<string, unknown>): Record<string, string> {
  const found = aboutProperties.map((name) => [name, error[name]] as const);
  return Object.fromEntries(
    found.filter((pair): pair is [(typeof aboutProperties)[number], string] => isName(pair[1])),
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.]{1,100}$/.test(value);
}

function stackFrames(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return lines.map((line) => line.trim()).join('\n');
}

const maxMessageLength = 300;
/** In place of a message that quotes values. */
const hiddenMessage = 'see code and stack';

function redactedMessage(error: Error): string {
  if (error.constructor.name.startsWith('Prisma')) return hiddenMessage;
  return redact(error.message.split('\n')[0] ?? '').slice(0, maxMessageLength);
}

// A quoted word is a value unless the word before it says that it is a name.
const named =
  /(?:relation|table|column|constraint|index|function|extension|role|database|reading|setting|module|package) (?<mark>["'`])[\w.$/-]{1,100}\k<mark>/;
const quoted = /"[^"]*"?|`[^`]*`?|(?<![a-z])'[^']*'?|“[^”]*”?/i;
const personal = new RegExp(`(${named.source})|${quoted.source}|\\S*@\\S*|(?<=\\S)\\?\\S+`, 'gi');

function redact(message: string): string {
  return message.replace(personal, (_whole, name?: string) => name ?? '…');
}
