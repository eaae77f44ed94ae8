import express, { Router } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { log } from '../log/log.ts';
import { urls } from '../urls.ts';
import { cspDirectives } from './security.ts';

const perMinute = 20;
const types = ['application/csp-report', 'application/reports+json', 'application/json'];

/** Receives the browsers' reports of violations of the content security policy. Only the directive is logged. */
export function cspReports(): Router {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return Router().post(urls.cspReports(), express.json({ type: types, limit: '16kb' }), async (req, res) => {
    const directive = refusedDirective(req.body);
    const isAllowed = await limiter.consume('all').then(
      () => true,
      () => false,
    );
    if (isAllowed && directive)
      log.warn({ directive }, 'a browser reported that the content security policy refused something');
    res.status(isAllowed ? 204 : 429).end();
  });
}

/** Returns one of our own directives, so that nothing sent by strangers is logged. */
function refusedDirective(body: unknown): string | undefined {
  const first: unknown = Array.isArray(body)
    ? body[0]?.body
    : (body as { 'csp-report'?: unknown } | undefined)?.['csp-report'];
  const report = (first ?? {}) as Record<string, unknown>;
  const reported = report['effective-directive'] ?? report['effectiveDirective'] ?? report['violated-directive'];
  if (typeof reported !== 'string') return undefined;
  return cspDirectives.find(
    (name) => reported === name || reported.startsWith(`${name}-`) || reported.startsWith(`${name} `),
  );
}
