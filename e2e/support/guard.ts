import type { BrowserContext, Request } from '@playwright/test';

/**
 * Collects what must never happen in any page of a browser: a request to another site, a failed script, style or picture,
 * a script's error, and whatever Chromium writes to the console as an error or a warning (breaches of the policy are among it).
 */
export function watch(context: BrowserContext, address: string): string[] {
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

/** A page that answers 404 or 422 is told there as well; those of other files are in `response`. */
function isStatusOfPage(text: string): boolean {
  return text.startsWith('Failed to load resource: the server responded with a status of 4');
}
