/** The ERP sections of a scenario -> how its ERP works, and the one that takes its place. What a section says counts before its profile. */
import type { ErpJob } from '#mock-systems/erp/jobs';
import type { ErpMigrationSettings } from '#mock-systems/erp/migration-settings';
import { INJECTED_NOTES } from '#mock-systems/erp/order-notes';
import type { ErpProfile, JobTimes } from '#mock-systems/erp/profile';
import { ERP_PROFILES, type ErpProfileName } from '#mock-systems/erp/profiles';
import type { ErpSettings } from '#mock-systems/erp/settings';
import { NEXT_ERP } from '#orchestrator/contracts/partners';
import type { Network } from '#orchestrator/model/network';
import type { DurationDistribution } from '../../../schema/distributions.ts';
import type { ErpJobSection, OrderNotesSection } from '../../../schema/outbound/erp.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import { calendarOf, shiftsOf } from '../timetable.ts';
import { migrationTimes } from './migration-times.ts';
import { spanOf } from './warehouses.ts';

type Ways = Pick<ErpSettings, 'batchEveryMs' | 'conduct' | 'refresh'>;

/** Batches of ERP that one order's longest chain may take. Source: assumption, a generous count. */
const BATCHES = 5;
/** Source: assumption. */
export const REPAIR = { constant: '1 d' } as const;

/** Free text of customers, ordinary and other. */
export function notesOf(section: OrderNotesSection | undefined): Pick<ErpSettings, 'notes'> {
  if (section === undefined) return {};
  const { share = 0, injected = 0, texts } = section;
  return { notes: { share, injectedShare: injected, injected: texts ?? INJECTED_NOTES } };
}

/** How the scenario's ERP works. */
export function erpWays(scenario: OutboundScenario): Ways {
  const { erp, erpMigration } = scenario.systems;
  const profile = profileOf(erp.profile ?? erpMigration?.from);
  const { batchEvery, stockRefresh, creditJob, billingJob } = erp;
  const refreshMs = msOf(stockRefresh) ?? profile?.stockRefreshEveryMs ?? null;
  const profiled = profile === null ? null : conductOf(scenario, profile);
  const conduct = {
    forms: profile?.forms ?? null,
    creditJob: jobOf(scenario, creditJob) ?? profiled?.creditJob ?? null,
    billingJob: jobOf(scenario, billingJob) ?? profiled?.billingJob ?? null,
    collective: billingJob?.collective ?? profile?.collective ?? false,
  };
  const plain = profile === null && creditJob === undefined && billingJob === undefined;
  return {
    batchEveryMs: msOf(batchEvery) ?? profile?.batchEveryMs ?? null,
    ...(plain ? {} : { conduct }),
    ...(refreshMs === null && erpMigration === undefined ? {} : refreshOf(scenario, refreshMs)),
  };
}

/** The ERP that takes the place of the first, and how; nothing where it stays. */
export function nextErpOf(
  scenario: OutboundScenario,
  first: ErpSettings,
): Pick<OutboundWorld, 'erpMigration'> {
  const { erpMigration } = scenario.systems;
  if (erpMigration === undefined) return {};
  const profile = ERP_PROFILES[erpMigration.to];
  const next: ErpSettings = {
    ...first,
    batchEveryMs: profile.batchEveryMs,
    conduct: { forms: profile.forms, collective: profile.collective, ...conductOf(scenario, profile) },
    ...refreshOf(scenario, profile.stockRefreshEveryMs),
    // It has none of its own until the cut-over.
    stock: [],
  };
  const settings: ErpMigrationSettings = {
    ...migrationTimes(erpMigration, scenario.start),
    backlog: erpMigration.backlog,
    doubledShare: erpMigration.doubled ?? 0,
    productsMissingShare: erpMigration.productsMissing ?? 0,
    customersMissingShare: erpMigration.customersMissing ?? 0,
    repairMs: drawnMs(erpMigration.repair ?? REPAIR),
  };
  return { erpMigration: { next, settings } };
}

/** What the core knows of it beforehand: who pays freight from when on. */
export function payablesOf({ systems, start }: OutboundScenario): Pick<Network, 'payables'> {
  const { erpMigration } = systems;
  if (erpMigration === undefined) return {};
  return { payables: { from: migrationTimes(erpMigration, start).cutOverAt, erp: NEXT_ERP } };
}

/** What an order may wait for in the longest run of things, in the ERP that it began in and the next. @param draw the longest of a distribution */
export function erpWaits(
  scenario: OutboundScenario,
  draw: (written: DurationDistribution) => number,
): { readonly what: string; readonly ms: number }[] {
  const { erpMigration } = scenario.systems;
  const ways = [
    erpWays(scenario).conduct,
    erpMigration && conductOf(scenario, ERP_PROFILES[erpMigration.to]),
  ];
  const wait = (job: 'creditJob' | 'billingJob'): number =>
    ways.reduce((most, conduct) => Math.max(most, longestWait(conduct?.[job] ?? null)), 0);
  const waits = [
    { what: "ERP's credit job", ms: wait('creditJob') },
    { what: "ERP's billing job", ms: wait('billingJob') },
  ];
  if (erpMigration === undefined) return waits;
  const { repair } = erpMigration;
  const { freezeFrom, cutOverAt } = migrationTimes(erpMigration, scenario.start);
  return [
    ...waits,
    { what: "ERP's freeze", ms: cutOverAt - freezeFrom },
    { what: "ERP's master data", ms: draw(repair ?? REPAIR) },
    { what: 'batches of the next ERP', ms: BATCHES * (ERP_PROFILES[erpMigration.to].batchEveryMs ?? 0) },
  ];
}

/** Before a job runs one may wait so long, ms. */
function longestWait(job: ErpJob | null): number {
  if (job === null) return 0;
  const { everyMs, shifts } = job;
  let longest = 0;
  for (let i = 1; i < shifts.length; i++) longest = Math.max(longest, shifts[i]![0] - shifts[i - 1]![1]);
  return longest + everyMs;
}

function profileOf(name: ErpProfileName | undefined): ErpProfile | null {
  return name === undefined ? null : ERP_PROFILES[name];
}

function conductOf(
  scenario: OutboundScenario,
  { creditJob, billingJob, hours }: ErpProfile,
): { readonly creditJob: ErpJob | null; readonly billingJob: ErpJob | null } {
  const times = (job: JobTimes | null): ErpJob | null => {
    if (job === null) return null;
    const every = `${job.everyMs} ms`;
    return jobOf(scenario, job.inHours ? { every, hours: { ...hours, days: [...hours.days] } } : { every });
  };
  return { creditJob: times(creditJob), billingJob: times(billingJob) };
}

function jobOf(scenario: OutboundScenario, section: ErpJobSection | undefined): ErpJob | null {
  if (section === undefined) return null;
  const { startAt, endAt } = spanOf(scenario);
  const calendar = calendarOf(section.hours, scenario.demand.zone, 'ERP');
  return { everyMs: durationMs(section.every), shifts: shiftsOf(calendar, startAt, endAt) };
}

function refreshOf({ network }: OutboundScenario, everyMs: number | null): Pick<ErpSettings, 'refresh'> {
  return { refresh: { everyMs, nodes: network.nodes.length, products: network.products.count } };
}

function msOf(written: string | undefined): number | null {
  return written === undefined ? null : durationMs(written);
}
