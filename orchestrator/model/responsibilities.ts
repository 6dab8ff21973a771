/**
 * Who does what in a landscape, where designs differ. An activity has one owner; what another system does, the core hears of and
 * follows.
 */
export interface Responsibilities {
  /** Which node sends what is open of an order. */
  readonly allocate: 'erp' | 'orchestrator';
  /** Which reserved shipments are picked when. */
  readonly wave: 'wms' | 'people' | 'orchestrator';
  /** Which carrier a load is offered to, and when. */
  readonly tender: 'tms' | 'orchestrator';
  /** Who has what was accepted booked. */
  readonly book: 'tms' | 'orchestrator';
  /** Where TMS tenders: it says within this whether a carrier takes a load; then it is asked after, ms. */
  readonly placingMs: number;
  /** TMS plans which shipments leave together, in runs so far apart, ms; absent = the orchestrator consolidates. */
  readonly planEveryMs?: number;
}

/** A network in which nothing is said of them: the orchestrator does it all. */
interface Divided {
  readonly responsibilities?: Responsibilities;
}

export function erpAllocates({ responsibilities }: Divided): boolean {
  return responsibilities?.allocate === 'erp';
}

export function wmsWaves({ responsibilities }: Divided): boolean {
  return responsibilities?.wave === 'wms';
}

export function peopleWave({ responsibilities }: Divided): boolean {
  return responsibilities?.wave === 'people';
}

export function tmsConsolidates({ responsibilities }: Divided): boolean {
  return responsibilities?.planEveryMs !== undefined;
}

export function tmsTenders({ responsibilities }: Divided): boolean {
  return responsibilities?.tender === 'tms';
}

export function tmsBooks({ responsibilities }: Divided): boolean {
  return responsibilities?.book === 'tms';
}
