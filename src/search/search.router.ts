import { Router } from 'express';
import { fragment, page } from '../http/page.ts';
import { searchText } from '../http/query.ts';
import { momentOf, ownedDb } from '../http/request.ts';
import { type Group, groupsOf, peopleGroup, type Speaker } from './groups.ts';
import { recentPeople, searchAll } from './search.service.ts';

/** The page of a search, and for scripts (`X-Fragment: palette`) the choices of the palette at the same address. */
export const searchRouter = Router();

interface Locals {
  search: string;
  groups: Group[];
}

const pageView = page<Locals>('search/page');
const paletteView = fragment<Locals>('search/choices');

const mostOnPage = 5;
const mostInPalette = 3;

searchRouter.get('/', async (req, res) => {
  const search = searchText.parse(req.query['search']);
  const isPalette = req.get('x-fragment') === 'palette';
  const most = isPalette && search !== '' ? mostInPalette : mostOnPage;
  const speaker: Speaker = { t: res.locals['t'], format: res.locals['format'], moment: momentOf(req) };
  const db = ownedDb(req);
  const groups =
    search === ''
      ? peopleGroup(await recentPeople(db, most), speaker.t)
      : groupsOf(await searchAll(db, search, most), search, speaker);
  res.vary('X-Fragment');
  if (isPalette) return paletteView(res, { search, groups });
  pageView(res, { title: speaker.t('search.title'), section: 'none', search, groups });
});
