import type { Request, Response } from 'express';
import type { Translate } from '../i18n/translate.ts';
import { type Flash, takeFlash } from './flash.ts';

export type Section = 'today' | 'contacts' | 'companies' | 'tasks' | 'account' | 'admin' | 'none';

/** What the layout needs from every page, beside the view's own locals. */
export interface Chrome {
  title: string;
  section: Section;
}

/** A view under `views/` with the locals it declares: leaving one or the title out does not compile. */
export function page<Locals extends object>(view: string) {
  return (res: Response, locals: Locals & Chrome): void => {
    render(res, view, locals, (body) => {
      const { title, section } = locals;
      render(res, 'layout/page', { title, section, body, flash: flashOf(res.req, res.locals['t']) }, (html) =>
        res.send(html),
      );
    });
  };
}

/** A view without the layout: for what scripts put into a page. */
export function fragment<Locals extends object>(view: string) {
  return (res: Response, locals: Locals): void => render(res, view, locals, (html) => res.send(html));
}

function render(res: Response, view: string, locals: object, then: (html: string) => void): void {
  res.render(view, locals, (error: Error | null, html: string) => (error ? res.req.next?.(error) : then(html)));
}

function flashOf(req: Request, t: Translate) {
  return takeFlash(req).map(({ kind, key, params, actions = [] }: Flash) => ({
    kind,
    text: t(key, params),
    actions: actions.map((action) => ({ ...action, label: t(action.label) })),
  }));
}
