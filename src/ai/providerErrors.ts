import { AiError } from './provider.ts';

/** What both SDKs' errors have in common. */
interface SdkError {
  status?: number | undefined;
  headers?: Headers | undefined;
  message: string;
  name?: string;
  error?: unknown;
  code?: string | null | undefined;
}

/** An error of either SDK as one of ours; nothing of what was sent is kept. */
export function aiErrorOf(error: unknown): AiError {
  if (error instanceof AiError) return error;
  const { status, headers, message = '', name = '' } = error as SdkError;
  if (/Abort/.test(name) || /aborted/i.test(message)) return new AiError('cancelled');
  const told = `${message} ${bodyOf(error as SdkError)}`;
  if (status === undefined) return withoutStatus(told);
  return withStatus(status, told, waitOf(headers));
}

// The error's type and code stand in the body; a stream that fails midway has only those.
function bodyOf({ error, code }: SdkError): string {
  return `${code ?? ''} ${JSON.stringify(error ?? '')}`;
}

function withoutStatus(told: string): AiError {
  if (/overloaded|rate_limit|server_error|api_error/i.test(told)) return new AiError('overloaded', { passing: true });
  return new AiError('network', { passing: true });
}

function withStatus(status: number, told: string, retryAfterMs: number | undefined): AiError {
  if (status === 402 || /credit balance|insufficient_quota|billing/i.test(told)) return new AiError('noCredit');
  if (status === 401 || status === 403) return new AiError('wrongKey');
  if (status === 413 || /context_length|too long|too many tokens|maximum context/i.test(told)) {
    return new AiError('tooLong');
  }
  if (status === 408 || status === 409 || status >= 500 || status === 429) {
    return new AiError('overloaded', { passing: true, retryAfterMs });
  }
  return new AiError('failed');
}

function waitOf(headers: Headers | undefined): number | undefined {
  const text = headers?.get?.('retry-after');
  const seconds = text ? Number(text) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
