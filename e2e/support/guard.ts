import type { BrowserContext, Request } from '@playwright/test';

/**
 * Collects what must never happen in a browser: a request to another site, a failed script, style or picture, a
 * script's error, and every console error or warning, which includes violations of the content security policy.
 */
export function collectProblems(context: BrowserContext, address: string): string[] {
  const problems: string[] = [];
  context.on('request', (request) => {
    if (leavesSite(request, address)) problems.push(`leaves the site: ${request.url()}`);
  });
  context.on('response', (response) => {
    const isPage = response.request().resourceType() === 'document';
    if (!isPage && response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  context.on('console', (message) => {
    const isSaid = ['error', 'warning'].includes(message.type()) && !isStatusOfPage(message.text());
    if (isSaid) problems.push(`${message.page()?.url()}: ${message.text()}`);
  });
  context.on('weberror', (error) => problems.push(String(error.error())));
  return problems;
}

function leavesSite(request: Request, address: string): boolean {
  const url = new URL(request.url());
  return ['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== new URL(address).origin;
}

/** The console also reports pages that answer 404 or 422; failures of other files are found by `response`. */
function isStatusOfPage(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of 4');
}
