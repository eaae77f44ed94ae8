import { AiError } from './provider.ts';

interface SdkError {
  status?: number | undefined;
  headers?: Headers | undefined;
  message: string;
  name?: string;
  error?: unknown;
  code?: string | null | undefined;
}

/** Converts an error of either SDK and drops all sent content. */
export function toAiError(error: unknown): AiError {
  if (error instanceof AiError) return error;
  const { status, headers, message = '', name = '' } = error as SdkError;
  if (/Abort/.test(name) || /aborted/i.test(message)) return new AiError('canceled');
  const text = `${message} ${errorDetails(error as SdkError)}`;
  if (status === undefined) return errorWithoutStatus(text);
  return errorWithStatus(status, text, retryAfterMs(headers));
}

// A stream that fails midway has no status, only the type and code in its body.
function errorDetails({ error, code }: SdkError): string {
  return `${code ?? ''} ${JSON.stringify(error ?? '')}`;
}

function errorWithoutStatus(text: string): AiError {
  if (/overloaded|rate_limit|server_error|api_error/i.test(text)) return new AiError('overloaded', { retryable: true });
  return new AiError('network', { retryable: true });
}

function errorWithStatus(status: number, text: string, retryAfterMs: number | undefined): AiError {
  if (status === 402 || /credit balance|insufficient_quota|billing/i.test(text)) return new AiError('noCredit');
  if (status === 401 || status === 403) return new AiError('wrongKey');
  if (status === 413 || /context_length|too long|too many tokens|maximum context/i.test(text)) {
    return new AiError('tooLong');
  }
  if (status === 408 || status === 409 || status >= 500 || status === 429) {
    return new AiError('overloaded', { retryable: true, retryAfterMs });
  }
  return new AiError('failed');
}

function retryAfterMs(headers: Headers | undefined): number | undefined {
  const text = headers?.get?.('retry-after');
  const seconds = text ? Number(text) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
