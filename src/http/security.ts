import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import { urls } from '../urls.ts';
import { HttpError } from './errors.ts';

const oneYearSeconds = 365 * 86_400;

// Directives that are not listed fall back to defaultSrc, which Firefox before 132 also applies to SVG icons:
// https://bugzilla.mozilla.org/show_bug.cgi?id=1773976.
const contentPolicy = {
  defaultSrc: ["'self'"],
  frameSrc: ["'none'"],
  mediaSrc: ["'none'"],
  workerSrc: ["'none'"],
  childSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  objectSrc: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** The directives as browsers name them, such as `script-src`. */
export const cspDirectives = Object.keys(contentPolicy).map((name) =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
);

export function securityHeaders(config: Config): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      // `report-to` is not used: Firefox does not support it, and browsers that support both ignore `report-uri`.
      directives: { ...contentPolicy, reportUri: [urls.cspReports()] },
    },
    strictTransportSecurity: config.production ? { maxAge: oneYearSeconds } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Answers 400 to requests such as `OPTIONS *`: all other code relies on a leading slash. */
export const pathsOnly: RequestHandler = (req, _res, next) => {
  next(req.url.startsWith('/') ? undefined : new HttpError(400));
};

export function productionRules(config: Config): RequestHandler[] {
  return config.production ? [allowedHosts(config.allowedHosts), httpsOnly] : [passOn];
}

const passOn: RequestHandler = (_req, _res, next) => next();

function allowedHosts(hosts: readonly string[]): RequestHandler {
  return (req, _res, next) => {
    const host = (req.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
    next(host && hosts.some((allowed) => isAllowed(host, allowed)) ? undefined : new HttpError(400));
  };
}

/** As in Django, `.example.com` allows example.com and its subdomains. */
function isAllowed(host: string, allowed: string): boolean {
  if (allowed.startsWith('.')) return host === allowed.slice(1) || host.endsWith(allowed);
  return allowed === '*' || allowed === host;
}

const httpsOnly: RequestHandler = (req, res, next) => {
  if (req.secure) return next();
  res.redirect(308, `https://${req.headers.host}${req.originalUrl}`);
};

export const privatePages: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'private, no-cache');
  next();
};

/** For pages whose address or content gives access. The browser must not send their address with other requests. */
export const noStore: RequestHandler = (_req, res, next) => {
  // Not `no-referrer`, with which browsers do not say from which site a form comes.
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'strict-origin' });
  next();
};
