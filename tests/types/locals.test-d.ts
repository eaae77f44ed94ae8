// Checked by tsc alone (npm run check): each line below must fail to compile, or its @ts-expect-error is itself an
// error.
import type { Express, Request, Response } from 'express';
import '../../src/app.ts';

export function unknownNames(app: Express, req: Request, res: Response): unknown[] {
  return [
    res.locals.t('contacts.list.title'),
    res.locals.t('errors.404.title'),
    req.app.config.production,
    // @ts-expect-error There is no such text.
    res.locals.t('no.such.key'),
    // @ts-expect-error A group of texts is no text.
    res.locals.t('contacts.list'),
    // @ts-expect-error A plural is asked for by its stem.
    res.locals.t('contacts.list.count_one'),
    // @ts-expect-error There is no such local.
    res.locals.nothing,
    // @ts-expect-error There is no such language.
    res.locals.locale === 'de',
    // @ts-expect-error There is nothing in the locals of the app.
    app.locals.nothing,
    // @ts-expect-error There is no such setting.
    req.app.config.nothing,
    // @ts-expect-error The database is that of Prisma and pg.
    req.app.database.nothing,
  ];
}
