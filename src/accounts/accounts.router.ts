import { Router } from 'express';
import { requireLogin } from '../http/session.ts';
import { avatarRouter } from './avatar.router.ts';
import { emailConfirmRouter } from './emailConfirm.router.ts';
import { forgottenRouter } from './forgotten.router.ts';
import { leavingRouter } from './leaving.router.ts';
import { loginRouter } from './login.router.ts';
import { logoutRouter } from './logout.router.ts';
import { profileRouter } from './profile.router.ts';
import { registerRouter } from './register.router.ts';
import { resetRouter } from './reset.router.ts';
import { sessionsRouter } from './sessions.router.ts';
import { twoFactorRouter } from './twoFactor.router.ts';

/** `/accounts`: the only pages that need no sign-in, beside the landing page; the profile does. */
export const accountsRouter = Router();

accountsRouter.use('/login', loginRouter);
accountsRouter.use('/register', registerRouter);
accountsRouter.use('/reset', resetRouter);
accountsRouter.use('/password-reset', forgottenRouter);
accountsRouter.use('/logout', logoutRouter);
accountsRouter.use('/profile', requireLogin, profileRouter);
accountsRouter.use('/avatar', requireLogin, avatarRouter);
accountsRouter.use('/sessions', requireLogin, sessionsRouter);
accountsRouter.use('/email', requireLogin, emailConfirmRouter);
accountsRouter.use('/two-factor', requireLogin, twoFactorRouter);
accountsRouter.use(requireLogin, leavingRouter);
