import { Router } from 'express';
import { avatarUpload } from './account/avatarUpload.ts';
import { accountUpload } from './accountFile/accountUpload.ts';
import { deferBodyErrors } from './http/csrf.ts';
import { importUpload } from './imports/upload.ts';
import { mailUpload } from './mailLog/mailUpload.ts';

/** The routes that accept files, each with its limits. */
export function uploads(): Router {
  return Router()
    .use('/accounts/data', deferBodyErrors(accountUpload))
    .use('/accounts/avatar', deferBodyErrors(avatarUpload))
    .use('/contacts/import', deferBodyErrors(importUpload))
    .use('/mail', deferBodyErrors(mailUpload));
}
