import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { runOnce } from '../http/forms/idempotency.ts';
import { page } from '../http/page.ts';
import { currentTime, idParam, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { TemplateSchema } from './mailComposer.schema.ts';
import { templateFields, unknownFields } from './templateFields.ts';
import {
  createTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  type MailTemplate,
  maxTemplates,
  restoreTemplate,
  updateTemplate,
} from './templates.service.ts';

/** `/mail/templates/`: templates for emails. */
export const templatesRouter = Router();

interface FormLocals {
  form: Form<typeof TemplateSchema>;
  stored: MailTemplate | undefined;
  fields: typeof templateFields;
}

const listView = page<{ templates: MailTemplate[] }>('mailComposer/templates');
const formView = page<FormLocals>('mailComposer/template');

templatesRouter.get('/', async (req, res) => {
  const title = res.locals.t('mailComposer.templates.title');
  listView(res, { title, section: 'contacts', templates: await listTemplates(ownedDb(req)) });
});

templatesRouter.get('/create', (_req, res) => showForm(res, formFor(TemplateSchema)));

templatesRouter.post('/create', async (req, res) => {
  const parsed = parseForm(TemplateSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), parsed.form);
  const create = async (tx: ReturnType<typeof ownedDb>) => {
    const { ok } = await createTemplate(tx, parsed.data);
    return ok ? ({ ok: true } as const) : ({ ok: false } as const);
  };
  const { replayPath, result } = await runOnce(req, create, urls.mailTemplates);
  if (replayPath === undefined && !result.ok) {
    const tooMany = { key: 'mailComposer.error.tooMany', params: { count: maxTemplates } } as const;
    return showForm(res.status(422), withError(parsed.form, 'name', tooMany));
  }
  saved(req, res, parsed.data);
});

templatesRouter.get('/:id/edit', async (req, res) => {
  const template = await getTemplate(ownedDb(req), idParam(req));
  showForm(res, formFor(TemplateSchema, template), template);
});

templatesRouter.post('/:id/edit', async (req, res) => {
  const template = await getTemplate(ownedDb(req), idParam(req));
  const parsed = parseForm(TemplateSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), parsed.form, template);
  await updateTemplate(ownedDb(req), template.id, parsed.data);
  saved(req, res, parsed.data);
});

templatesRouter.post('/:id/delete', async (req, res) => {
  const { id, name } = await getTemplate(ownedDb(req), idParam(req));
  await deleteTemplate(ownedDb(req), id, currentTime(req));
  const actions = [{ label: 'common.undo', post: urls.mailTemplateRestore(id) } as const];
  flash(req, 'success', 'mailComposer.flash.templateDeleted', { params: { name }, actions });
  res.redirect(303, urls.mailTemplates());
});

templatesRouter.post('/:id/restore', async (req, res) => {
  await restoreTemplate(ownedDb(req), idParam(req));
  flash(req, 'success', 'mailComposer.flash.templateRestored');
  res.redirect(303, urls.mailTemplates());
});

const maxReported = 5;

function saved(req: Request, res: Response, { subject, body }: Pick<MailTemplate, 'subject' | 'body'>): void {
  flash(req, 'success', 'mailComposer.flash.templateSaved');
  const unknown = unknownFields(`${subject}\n${body}`).slice(0, maxReported);
  if (unknown.length > 0)
    flash(req, 'warning', 'mailComposer.flash.unknownFields', { params: { fields: unknown.join(', ') } });
  res.redirect(303, urls.mailTemplates());
}

function showForm(res: Response, form: FormLocals['form'], stored?: MailTemplate): void {
  const title = res.locals.t(stored ? 'mailComposer.template.edit' : 'mailComposer.template.new');
  formView(res, { title, section: 'contacts', form, stored, fields: templateFields });
}
