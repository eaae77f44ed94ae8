// What a thousand owners cost, from the measured cost of a page and of a contact (docs/scaling.md).
import type { PageResult, Report } from './report.ts';

/** Generous estimates, and prices to be replaced by those of one's own host. */
export const assumptions = {
  owners: 1_000,
  pagesADay: 60,
  /** Share of a day's pages that falls into the busiest hours. */
  busyShare: 0.7,
  busyHours: 4,
  contacts: 2_000,
  /** How busy the processors may be at most. */
  mostBusy: 0.5,
  /** Euros a month for a processor with 4 GB of memory, and for a gigabyte on disk with its backups. */
  processor: 10,
  gigabyte: 0.2,
};

/** Share of each page in all pages that an owner opens. */
const mix: Record<string, number> = {
  ...{ list: 0.2, 'list-middle': 0.02, 'search-rare': 0.1, 'palette-rare': 0.1, 'contact-1000': 0.25 },
  ...{ dashboard: 0.15, tasks: 0.1, form: 0.04, create: 0.04 },
};

interface Cost {
  pagesASecond: number;
  cpuMsAPage: number;
  processors: number;
  gigabytes: number;
  euros: number;
}

/** Undefined when a page of the mix was not measured. */
export function estimateCost({ pages, bytesPerContact }: Pick<Report, 'pages' | 'bytesPerContact'>): Cost | undefined {
  const shares = Object.entries(mix).map(([name, share]) => share * cpuMsOfPage(pages.find(isUsual(name))));
  const cpuMsAPage = shares.reduce((sum, ms) => sum + ms, 0);
  if (Number.isNaN(cpuMsAPage)) return undefined;
  const { owners, pagesADay, busyShare, busyHours, contacts, mostBusy, processor, gigabyte } = assumptions;
  const pagesASecond = (owners * pagesADay * busyShare) / (busyHours * 3600);
  const processors = (pagesASecond * cpuMsAPage) / 1000 / mostBusy;
  const perContact = Object.values(bytesPerContact).reduce((sum, bytes) => sum + bytes, 0);
  const gigabytes = (owners * contacts * perContact) / 1e9;
  const euros = processors * processor + gigabytes * gigabyte;
  return { pagesASecond, cpuMsAPage, processors, gigabytes, euros };
}

function isUsual(name: string): (result: PageResult) => boolean {
  return (result) => result.name === name && result.contacts === 10_000;
}

function cpuMsOfPage(result: PageResult | undefined): number {
  return result ? result.product.nodeMs + result.product.postgresMs : Number.NaN;
}
