import type { Request, Response } from 'express';
import type { Translate } from '../i18n/translate.ts';
import { type Flash, takeFlash } from './flash.ts';
import { sendHtml } from './sendHtml.ts';
import type { RenderView } from './viewEngine.ts';

declare global {
  namespace Express {
    interface Application {
      renderView: RenderView;
    }
  }
}

type Section = 'today' | 'contacts' | 'companies' | 'tasks' | 'account' | 'admin' | 'none';

/** What the layout needs from every page, beside the view's own locals. */
interface Chrome {
  title: string;
  section: Section;
}

/** A view under `views/` with the locals it declares: leaving one or the title out does not compile. */
export function page<Locals extends object>(view: string) {
  return (res: Response, locals: Locals & Chrome): void => {
    const shared = sharedLocals(res);
    const render = res.app.renderView;
    const body = render(view, locals, shared);
    const { title, section } = locals;
    const flash = flashOf(res.req, res.locals.t);
    sendHtml(res, render('layout/page', { title, section, body, flash }, shared));
  };
}

/** A view without the layout: for what scripts put into a page. */
export function fragment<Locals extends object>(view: string) {
  return (res: Response, locals: Locals): void => {
    sendHtml(res, renderFragment(res, view, locals));
  };
}

/** The same as text. */
export function renderFragment(res: Response, view: string, locals: object): string {
  return res.app.renderView(view, locals, sharedLocals(res));
}

// The token costs a hash: made once for an answer, and only for one that is drawn. Copied, since V8 keeps an object without
// a prototype, as Express makes it, as a hash table.
function sharedLocals(res: Response): object {
  res.locals.csrfToken ||= res.req.csrfToken?.() ?? '';
  return { ...res.locals };
}

function flashOf(req: Request, t: Translate) {
  return takeFlash(req).map(({ kind, key, params, actions = [] }: Flash) => ({
    kind,
    text: t(key, params),
    actions: actions.map((action) => ({ ...action, label: t(action.label) })),
  }));
}
