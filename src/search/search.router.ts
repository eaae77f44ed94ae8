import { type Request, type Response, Router } from 'express';
import type { OwnedDb } from '../db/owned.ts';
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
import {
  groupHits,
  interactionsGroup,
  peopleGroup,
  type SearchGroup,
  tasksGroup,
  toSimilarHits,
} from './searchGroups.ts';
import type { HitContext, SearchHit } from './searchHit.ts';
import { findSimilar } from './similar.service.ts';

/** The search page; for scripts (`X-Fragment: palette`) the options of the palette. */
export const searchRouter = Router();

interface SearchLocals {
  search: string;
  groups: SearchGroup[];
  /** Shown after the groups of a search with few hits. */
  similar: SearchHit[];
}

interface PageLinks {
  allKinds: string;
  previous: string | undefined;
  next: string | undefined;
}

const pageView = page<SearchLocals & { links: PageLinks | undefined }>('search/page');
const paletteView = fragment<SearchLocals>('search/paletteOptions');

const maxOnPage = 5;
const maxInPalette = 3;

searchRouter.get('/', async (req, res) => {
  const search = searchText.parse(req.query['search']);
  const kind = oneOf(pagedKinds).parse(req.query['kind']);
  const isPalette = req.get('x-fragment') === 'palette';
  if (kind && search !== '' && !isPalette) return showKind(req, res, search, kind);
  const max = isPalette && search !== '' ? maxInPalette : maxOnPage;
  const context = hitContext(req, res);
  const db = ownedDb(req);
  const { groups, similar } =
    search === ''
      ? { groups: peopleGroup(await recentPeople(db, max), context.t), similar: [] }
      : await searchEverything(db, search, max, context);
  res.vary('X-Fragment');
  if (isPalette) return paletteView(res, { search, groups, similar });
  pageView(res, { title: context.t('search.title'), section: 'none', search, groups, similar, links: undefined });
});

async function searchEverything(db: OwnedDb, search: string, max: number, context: HitContext) {
  const found = await searchAll(db, search, max);
  const similar = await findSimilar(db, search, found);
  return {
    groups: groupHits(found, search, context),
    similar: similar ? toSimilarHits(similar, search, max, context) : [],
  };
}

/** Shows the hits of one kind page by page; an invalid page number is treated as the first. */
async function showKind(req: Request, res: Response, search: string, kind: PagedKind): Promise<void> {
  const requested = pageNumber.parse(req.query['page']);
  const number = requested > maxPages ? 1 : requested;
  const context = hitContext(req, res);
  const found = await searchKind(ownedDb(req), search, kind, number);
  if (found.rows.length === 0 && number > 1) return res.redirect(303, urls.search({ search, kind }));
  const groups =
    kind === 'tasks'
      ? tasksGroup(found as SearchPage<'tasks'>, search, context)
      : interactionsGroup(found as SearchPage<'interactions'>, search, context);
  const pageUrl = (to: number) => urls.search({ search, kind, page: to > 1 ? to : undefined });
  const links = {
    allKinds: urls.search({ search }),
    previous: number > 1 ? pageUrl(number - 1) : undefined,
    next: found.more ? pageUrl(number + 1) : undefined,
  };
  res.vary('X-Fragment');
  pageView(res, { title: context.t('search.title'), section: 'none', search, groups, similar: [], links });
}

function hitContext(req: Request, res: Response): HitContext {
  return { t: res.locals.t, format: res.locals.format, moment: currentMoment(req) };
}
