import { type Request, type Response, Router } from 'express';
import { fragment, page } from '../http/page.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { urls } from '../urls.ts';
import { oneOf, pageNumber, searchText } from '../validation/queryFields.ts';
import {
  maxPages,
  type PagedKind,
  pagedKinds,
  recentPeople,
  type SearchPage,
  searchAll,
  searchKind,
} from './search.service.ts';
import { type Group, groupsOf, interactionsGroup, peopleGroup, type Speaker, tasksGroup } from './searchGroups.ts';

/** The page of a search, and for scripts (`X-Fragment: palette`) the choices of the palette at the same address. */
export const searchRouter = Router();

interface Locals {
  search: string;
  groups: Group[];
}

/** Of a page of one kind alone: the ways to the other kinds and to the pages beside it. */
interface Ways {
  everything: string;
  previous: string | undefined;
  next: string | undefined;
}

const pageView = page<Locals & { ways: Ways | undefined }>('search/page');
const paletteView = fragment<Locals>('search/choices');

const mostOnPage = 5;
const mostInPalette = 3;

searchRouter.get('/', async (req, res) => {
  const search = searchText.parse(req.query['search']);
  const kind = oneOf(pagedKinds).parse(req.query['kind']);
  const isPalette = req.get('x-fragment') === 'palette';
  if (kind && search !== '' && !isPalette) return showKind(req, res, search, kind);
  const most = isPalette && search !== '' ? mostInPalette : mostOnPage;
  const speaker = speakerOf(req, res);
  const db = ownedDb(req);
  const groups =
    search === ''
      ? peopleGroup(await recentPeople(db, most), speaker.t)
      : groupsOf(await searchAll(db, search, most), search, speaker);
  res.vary('X-Fragment');
  if (isPalette) return paletteView(res, { search, groups });
  pageView(res, { title: speaker.t('search.title'), section: 'none', search, groups, ways: undefined });
});

/** All hits of a kind that has no list of its own to search, page by page; a page that makes no sense is the first. */
async function showKind(req: Request, res: Response, search: string, kind: PagedKind): Promise<void> {
  const asked = pageNumber.parse(req.query['page']);
  const number = asked > maxPages ? 1 : asked;
  const [db, speaker] = [ownedDb(req), speakerOf(req, res)];
  const found = await searchKind(db, search, kind, number);
  if (found.rows.length === 0 && number > 1) return res.redirect(303, urls.search({ search, kind }));
  const groups =
    kind === 'tasks'
      ? tasksGroup(found as SearchPage<'tasks'>, search, speaker)
      : interactionsGroup(found as SearchPage<'interactions'>, search, speaker);
  const pageAt = (to: number) => urls.search({ search, kind, page: to > 1 ? to : undefined });
  const ways = {
    everything: urls.search({ search }),
    previous: number > 1 ? pageAt(number - 1) : undefined,
    next: found.more ? pageAt(number + 1) : undefined,
  };
  res.vary('X-Fragment');
  pageView(res, { title: speaker.t('search.title'), section: 'none', search, groups, ways });
}

function speakerOf(req: Request, res: Response): Speaker {
  return { t: res.locals.t, format: res.locals.format, moment: currentMoment(req) };
}
