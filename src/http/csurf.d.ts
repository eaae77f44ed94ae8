// The types in the package are those of a CommonJS module; Node.js loads its ES module.
declare module 'csurf' {
  import type { CookieOptions, Request, RequestHandler } from 'express';

  interface CsurfOptions {
    cookie: CookieOptions & { key: string };
    value?: (req: Request) => string;
  }

  // biome-ignore lint/style/noDefaultExport: what the package exports.
  export default function csurf(options: CsurfOptions): RequestHandler;
}
