import type { Response } from 'express';
import { pageTranslator } from '../i18n/translate.ts';
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

type Section = 'today' | 'contacts' | 'companies' | 'tasks' | 'calendar' | 'account' | 'admin' | 'none';

interface Chrome {
  title: string;
  section: Section;
  /** Set while the page is about background work: a script requests the progress this often. */
  refreshSeconds?: number | undefined;
}

export function page<Locals extends object>(view: string) {
  return (res: Response, locals: Locals & Chrome): void => {
    const shared = sharedLocals(res);
    const render = res.app.renderView;
    const body = render(view, locals, shared);
    const { title, section, refreshSeconds } = locals;
    const flash = translateFlash(res, refreshSeconds !== undefined);
    sendHtml(res, render('layout/page', { title, section, refreshSeconds, body, flash }, shared));
  };
}

export function fragment<Locals extends object>(view: string) {
  return (res: Response, locals: Locals): void => {
    sendHtml(res, renderFragment(res, view, locals));
  };
}

export function renderFragment(res: Response, view: string, locals: object): string {
  return res.app.renderView(view, locals, sharedLocals(res));
}

// The token costs a hash, so only answers that render make it. V8 reads the copy faster than Express's own object.
function sharedLocals(res: Response): object {
  res.locals.csrfToken ||= res.req.csrfToken?.() ?? '';
  return { ...res.locals, t: pageTranslator(res.locals.locale) };
}

function translateFlash({ req, locals }: Response, isWaiting: boolean) {
  const t = pageTranslator(locals.locale);
  return takeFlash(req, isWaiting).map(({ kind, key, params, actions = [] }: Flash) => ({
    kind,
    text: t(key, params),
    actions: actions.map((action) => ({ ...action, label: t(action.label, action.params) })),
  }));
}
