import { type Request, type Response, Router } from 'express';
import type { Page } from '../db/paginate.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { getDatabase, idParam } from '../http/request.ts';
import { urls } from '../urls.ts';
import { parseNewPassword } from '../users/breachedPassword.ts';
import { deleteUser } from '../users/deleteUser.service.ts';
import { isLastStaff } from '../users/lastStaff.service.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { createAccount, createResetLink } from './createAccount.service.ts';
import { auditContext } from './staff.ts';
import { performUserAction, userActions } from './userActions.service.ts';
import { showUser } from './userPage.ts';
import { UserCreateSchema, UserDeleteSchema, type UserQuery, UserQuerySchema } from './users.schema.ts';
import { type CountedUser, getUser, listUsers } from './users.service.ts';

/** `/admin/users` */
export const usersRouter = Router();

const listView = page<{ users: Page<CountedUser>; query: UserQuery }>('admin/users');
const formView = page<{ form: Form<typeof UserCreateSchema> }>('admin/userForm');
const deleteView = page<DeleteLocals>('admin/userDelete');
const linkView = page<{ account: CountedUser; path: string; site: string }>('admin/resetLink');

interface DeleteLocals {
  account: CountedUser;
  form: Form<typeof UserDeleteSchema>;
  isLastStaff: boolean;
}

usersRouter.get('/', async (req, res) => {
  const query = UserQuerySchema.parse(req.query);
  const users = await listUsers(getDatabase(req), query);
  listView(res, { title: res.locals.t('admin.users.title'), section: 'admin', users, query });
});

usersRouter.get('/create', (_req, res) => {
  showForm(res, formFor(UserCreateSchema, { locale: res.locals.locale }));
});

usersRouter.post('/create', async (req, res) => {
  const parsed = await parseNewPassword(req, UserCreateSchema, req.body);
  if (!parsed.ok) return showForm(res.status(422), parsed.form);
  const id = await createAccount(getDatabase(req), parsed.data, auditContext(req));
  const taken = withError(parsed.form, 'username', { key: 'accounts.username.taken' });
  if (id === undefined) return showForm(res.status(422), taken);
  if (parsed.data.password1 === '') return showLink(req, res, id);
  flash(req, 'success', 'admin.flash.userCreated');
  res.redirect(303, urls.adminUser(id));
});

usersRouter.get('/:id', (req, res) => showUser(req, res, idParam(req)));

for (const name of userActions) {
  usersRouter.post(`/:id/${name}`, async (req, res) => {
    const id = idParam(req);
    const outcome = await performUserAction(getDatabase(req), name, id, auditContext(req));
    if (outcome === 'last_staff') return showUser(req, res.status(422), id, 'admin.user.lastStaff');
    flash(req, 'success', `admin.flash.${name}`);
    res.redirect(303, urls.adminUser(id));
  });
}

usersRouter.post('/:id/reset-link', (req, res) => showLink(req, res, idParam(req)));

usersRouter.get('/:id/delete', (req, res) => showDelete(req, res, formFor(UserDeleteSchema)));

usersRouter.post('/:id/delete', async (req, res) => {
  const account = await getUser(getDatabase(req), idParam(req));
  const parsed = parseForm(UserDeleteSchema, req.body);
  const isSameName = parsed.ok && parsed.data.username.toLowerCase() === account.username.toLowerCase();
  const wrongName = withError(parsed.form, 'username', { key: 'admin.delete.wrongName' });
  if (!isSameName) return showDelete(req, res.status(422), wrongName);
  const outcome = await deleteUser(getDatabase(req), account.id, auditContext(req));
  if (outcome === 'last_staff') return showDelete(req, res.status(422), parsed.form);
  flash(req, 'success', 'admin.flash.userDeleted');
  res.redirect(303, urls.adminUsers());
});

function showForm(res: Response, form: Form<typeof UserCreateSchema>): void {
  const values = { ...form.values, password1: '' };
  formView(res, { title: res.locals.t('admin.create.title'), section: 'admin', form: { ...form, values } });
}

/**
 * Shows the link in the response to the POST: after a redirect the token would have to be stored in between. The Host
 * header is safe to use here, since the link is only shown and not mailed.
 */
async function showLink(req: Request, res: Response, id: number): Promise<void> {
  const token = await createResetLink(getDatabase(req), id, auditContext(req));
  if (token === undefined) return showUser(req, res.status(422), id, 'admin.resetLink.inactive');
  const account = await getUser(getDatabase(req), id);
  const site = `${req.protocol}://${req.get('host')}`;
  const title = res.locals.t('admin.resetLink.title');
  linkView(res.set('Cache-Control', 'no-store'), {
    title,
    section: 'admin',
    account,
    path: urls.resetPassword(token),
    site,
  });
}

async function showDelete(req: Request, res: Response, form: DeleteLocals['form']): Promise<void> {
  const account = await getUser(getDatabase(req), idParam(req));
  const isLast = await isLastStaff(getDatabase(req), account.id);
  deleteView(res, { title: res.locals.t('admin.delete.title'), section: 'admin', account, form, isLastStaff: isLast });
}
