import { Router } from 'express';
import { forgottenRouter } from '../auth/forgotPassword.router.ts';
import { loginRouter } from '../auth/login.router.ts';
import { logoutRouter } from '../auth/logout.router.ts';
import { registerRouter } from '../auth/register.router.ts';
import { resetRouter } from '../auth/resetPassword.router.ts';
import { requireLogin } from '../http/session.ts';
import { avatarRouter } from './avatar.router.ts';
import { emailConfirmRouter } from './emailConfirm.router.ts';
import { leavingRouter } from './exportAndDelete.router.ts';
import { profileRouter } from './profile.router.ts';
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
