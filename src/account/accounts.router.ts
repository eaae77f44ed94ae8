import { Router } from 'express';
import { forgotPasswordRouter } from '../auth/forgotPassword.router.ts';
import { loginRouter } from '../auth/login.router.ts';
import { logoutRouter } from '../auth/logout.router.ts';
import { registerRouter } from '../auth/register.router.ts';
import { resetPasswordRouter } from '../auth/resetPassword.router.ts';
import { requireLogin } from '../http/session.ts';
import { unsubscribeRouter } from '../morningMail/unsubscribe.router.ts';
import { avatarRouter } from './avatar.router.ts';
import { emailConfirmRouter } from './emailConfirm.router.ts';
import { exportAndDeleteRouter } from './exportAndDelete.router.ts';
import { messageLinksRouter } from './messageLinks.router.ts';
import { morningMailRouter } from './morningMail.router.ts';
import { passkeysRouter } from './passkeys.router.ts';
import { profileRouter } from './profile.router.ts';
import { sessionsRouter } from './sessions.router.ts';
import { twoFactorRouter } from './twoFactor.router.ts';

/** `/accounts`: besides the landing page, the only routes that guests can open. */
export const accountsRouter = Router();

accountsRouter.use('/login', loginRouter);
accountsRouter.use('/register', registerRouter);
accountsRouter.use('/reset', resetPasswordRouter);
accountsRouter.use('/password-reset', forgotPasswordRouter);
accountsRouter.use('/logout', logoutRouter);
accountsRouter.use('/morning-mail/stop', unsubscribeRouter);
accountsRouter.use('/profile', requireLogin, profileRouter);
accountsRouter.use('/avatar', requireLogin, avatarRouter);
accountsRouter.use('/message-links', requireLogin, messageLinksRouter);
accountsRouter.use('/morning-mail', requireLogin, morningMailRouter);
accountsRouter.use('/sessions', requireLogin, sessionsRouter);
accountsRouter.use('/email', requireLogin, emailConfirmRouter);
accountsRouter.use('/passkeys', requireLogin, passkeysRouter);
accountsRouter.use('/two-factor', requireLogin, twoFactorRouter);
accountsRouter.use(requireLogin, exportAndDeleteRouter);
