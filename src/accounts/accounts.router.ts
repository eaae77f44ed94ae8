import { Router } from 'express';
import { requireLogin } from '../http/session.ts';
import { loginRouter } from './login.router.ts';
import { logoutRouter } from './logout.router.ts';
import { profileRouter } from './profile.router.ts';
import { registerRouter } from './register.router.ts';
import { resetRouter } from './reset.router.ts';

/** `/accounts`: the only pages that need no sign-in, beside the landing page; the profile does. */
export const accountsRouter = Router();

accountsRouter.use('/login', loginRouter);
accountsRouter.use('/register', registerRouter);
accountsRouter.use('/reset', resetRouter);
accountsRouter.use('/logout', logoutRouter);
accountsRouter.use('/profile', requireLogin, profileRouter);
