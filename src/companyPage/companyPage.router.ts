import { Router } from 'express';
import { page } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { pageNumber } from '../validation/queryFields.ts';
import { type CompanyPage, readCompanyPage } from './companyPage.service.ts';

/** The page of a company, composed of the company, its people and their latest interactions. */
export const companyPageRouter = Router();

const view = page<CompanyPage>('companyPage/page');

companyPageRouter.get('/:id', async (req, res) => {
  const known = await readCompanyPage(ownedDb(req), idParam(req), pageNumber.parse(req.query['page']));
  view(res, { title: known.company.name, section: 'companies', ...known });
});
