/** The replenishment section of a scenario -> what stores and ERP do, and what the core goes by. */
import type { TransferSettings } from '#mock-systems/erp/transfer-settings';
import type { StoreSettings, StoresSettings, TradingHour } from '#mock-systems/stores/settings';
import { TRANSFER_TRIES_MAX, type TransferNumbering } from '#orchestrator/contracts/replenishment';
import type { CustomerMaster, NodeMaster } from '#orchestrator/model/network';
import type { ReplenishmentPlan, ReplenishmentSettings, StoreTerms } from '#orchestrator/model/replenishment';
import type { Distribution } from '#sim/random/distributions';
import { log } from '#sim/random/math';
import { DAY_MS } from '#sim/shifts/civil';
import { timeZone } from '#sim/shifts/time-zone';
import { DAY } from '../../../schema/outbound/common.ts';
import type {
  GroupSection,
  ReplenishmentSection,
  StoreSection,
} from '../../../schema/outbound/replenishment.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import type { ReplenishmentWorld } from '../../outbound-world.ts';
import type { Places } from '../freight/places.ts';
import { routesWorld } from '../freight/routes.ts';
import { KEPT_MS } from '../settings.ts';
import type { Span } from '../systems/warehouses.ts';
import { calendarOf, timetable } from '../timetable.ts';
import { windowsOf } from './delivery-windows.ts';
import { dailyUnits, type Goods } from './goods.ts';
import { type Site, sitesOf } from './supplied-nodes.ts';

/** Sales orders that may come beside twice their mean number, before transfers are numbered. */
const ORDERS_BESIDE = 1000;
/** 1970-01-01 was a Thursday: the third day from a Monday. */
const THURSDAY = 3;

/** Above every sales order. */
export function firstTransferOf({ demand }: OutboundScenario): number {
  const { maxOrders, days, ordersPerDay, volume = 1, peaks = [] } = demand;
  const highest = Math.max(1, ...peaks.map(({ factor }) => factor));
  return 1 + (maxOrders ?? Math.ceil(2 * days * ordersPerDay * volume * highest) + ORDERS_BESIDE);
}

/** Products of all groups, in the order of their numbers: the first so many of all. */
export function groupsOf({ groups }: ReplenishmentSection): number[][] {
  let from = 0;
  return groups.map(({ products }) => {
    const group = Array.from({ length: products }, (_, i) => from + i);
    from += products;
    return group;
  });
}

/** Mean units a day that stores sell of each product, by store. */
export function storeDemand({ network }: OutboundScenario, section: ReplenishmentSection): number[][] {
  const listed = section.groups.reduce((sum, { products }) => sum + products, 0);
  return section.stores.map(({ size = 1 }) => {
    const sold = dailyUnits(listed, network.products.skew, section.sales.unitsPerDay * size, 1);
    return [...sold, ...new Array<number>(network.products.count - listed).fill(0)];
  });
}

/**
 * What stores and other nodes want of a node a day, by product: those that it is the usual one of.
 * @param dailyAt mean units a day at a node, by product
 */
export function wantedOf(
  scenario: OutboundScenario,
  node: string,
  dailyAt: (node: number) => readonly number[],
): readonly number[] | null {
  const { replenishment, network } = scenario;
  if (replenishment === undefined) return null;
  const wanted = (replenishment.nodes ?? [])
    .filter(({ suppliedBy }) => suppliedBy[0] === node)
    .map((each) =>
      listedOnly(replenishment, dailyAt(network.nodes.findIndex(({ name }) => name === each.node))),
    );
  for (const [store, daily] of storeDemand(scenario, replenishment).entries())
    if (replenishment.stores[store]!.suppliedBy[0] === node) wanted.push(daily);
  return Array.from({ length: network.products.count }, (_, product) =>
    wanted.reduce((sum, daily) => sum + daily[product]!, 0),
  );
}

/** Of the products of the groups; nothing of the others. */
function listedOnly({ groups }: ReplenishmentSection, daily: readonly number[]): number[] {
  const listed = groups.reduce((sum, { products }) => sum + products, 0);
  return daily.map((units, product) => (product < listed ? units : 0));
}

/**
 * @param customers so many there are beside stores
 * @param dailyAt mean units a day at a node, by product
 */
export function replenishmentWorld(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  places: Places,
  goods: Goods,
  kept: readonly (ReadonlySet<number> | null)[],
  customers: number,
  span: Span,
  dailyAt: (node: number) => readonly number[],
): ReplenishmentWorld {
  const sites = sitesOf(scenario, section);
  const numbering: TransferNumbering = {
    first: firstTransferOf(scenario),
    stores: sites.length,
    groups: section.groups.length,
  };
  const placeOf = sites.map(({ place }) => placeNo(scenario, place));
  const unitPriceMinor = goods.demand.map((each) =>
    Math.max(1, Math.round(each.unitPriceMinor * section.transferPrice)),
  );
  const unitWeightGrams = goods.demand.map((each) => each.unitWeightGrams);
  const delivered = deliveriesOf(scenario, sites, places, placeOf, customers);
  const routes = routesWorld(scenario, section, delivered.customerOf.slice(0, section.stores.length), span);
  const terms = { unitPriceMinor, unitWeightGrams, keptAt: kept };
  return {
    core: coreOf(scenario, section, numbering, terms, span, dailyAt),
    system: systemOf(scenario, section, numbering, goods, span),
    transfers: {
      customerOf: delivered.customerOf,
      placeOf,
      ...(section.nodes === undefined
        ? {}
        : {
            nodeOf: sites.map(({ node = -1 }) => node),
            nodePriceMinor: goods.demand.map((each) => each.unitPriceMinor),
          }),
      unitPriceMinor,
      unitWeightGrams,
      priority: section.priority,
      rememberMs: KEPT_MS,
    },
    customers: delivered.customers,
    stores: section.stores.map(({ name }) => name),
    ...(routes === null ? {} : { routes }),
  };
}

/** A store is a customer of every node that supplies it, and of no other. */
function deliveriesOf(
  { network }: OutboundScenario,
  sites: readonly Site[],
  { countries }: Places,
  placeOf: readonly number[],
  first: number,
): { readonly customers: CustomerMaster[]; readonly customerOf: TransferSettings['customerOf'] } {
  const customers: CustomerMaster[] = [];
  const customerOf = sites.map(({ suppliedBy }, store) =>
    network.nodes.map(({ name }) => {
      if (!suppliedBy.includes(name)) return -1;
      const no = first + customers.length;
      const country = countries.indexOf(network.places[placeOf[store]!]!.country);
      customers.push({ no, place: placeOf[store]!, country, deniedParty: false });
      return no;
    }),
  );
  return { customers, customerOf };
}

/** Nodes with whom they may serve: customers, and the stores that they supply. */
export function servingStores(
  nodes: readonly NodeMaster[],
  customers: number,
  { transfers }: ReplenishmentWorld,
): NodeMaster[] {
  return nodes.map((node) => {
    const served = new Set(Array.from({ length: customers }, (_, no) => no));
    for (const row of transfers.customerOf) if (row[node.no]! >= 0) served.add(row[node.no]!);
    return { ...node, customers: served };
  });
}

/** What the smallest vehicle carries that a store at a place can unload; Infinity where there is no store. */
export function vehicleAt({ network, replenishment }: OutboundScenario, place: number): number {
  const { name } = network.places[place]!;
  const there = (replenishment?.stores ?? []).filter((store) => store.place === name);
  return Math.min(Infinity, ...there.map(({ vehicle }) => weightGrams(vehicle)));
}

function coreOf(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  numbering: TransferNumbering,
  goods: Pick<ReplenishmentSettings, 'unitPriceMinor' | 'unitWeightGrams' | 'keptAt'>,
  span: Span,
  dailyAt: (node: number) => readonly number[],
): ReplenishmentSettings {
  const { limits } = section;
  const groups = groupsOf(section);
  const demand = storeDemand(scenario, section);
  const nodes = scenario.network.nodes.map(({ name }) => name);
  const dailyOf = (site: number, node: number | undefined): readonly number[] =>
    node === undefined ? demand[site]! : dailyAt(node);
  return {
    numbering,
    ...goods,
    groups: section.groups.map(({ casePack, leadTime }, i) => ({
      products: groups[i]!,
      casePack,
      leadTimeMs: durationMs(leadTime),
    })),
    stores: sitesOf(scenario, section).map(
      (store, no): StoreTerms => ({
        ...(store.node === undefined ? {} : { node: store.node }),
        sources: store.suppliedBy.map((name) => nodes.indexOf(name)),
        weightGramsMax: Math.min(weightGrams(store.vehicle), weightGrams(scenario.network.maxLoadWeight)),
        windows: windowsOf(scenario, store, span),
        plans: section.groups.map((group, i) =>
          planOf(
            scenario,
            section,
            store,
            group,
            groups[i]!.map((product) => dailyOf(no, store.node)[product]!),
          ),
        ),
      }),
    ),
    limits: {
      authorityMinor: moneyMinor(limits.authority),
      viewAgeMsMax: durationMs(limits.viewAge),
      answerGraceMs: durationMs(limits.answerGrace),
      statusRequestsMax: limits.statusRequests,
      issueGraceMs: durationMs(limits.issueGrace),
      receiptGraceMs: durationMs(limits.receiptGrace),
      taskEscalationMs: durationMs(scenario.limits.taskEscalation),
      collectMs: durationMs(limits.collect),
      keptBackShare: limits.keptBack,
    },
  };
}

/**
 * Days of the demand that an order must last for: from one review to the delivery of what the next orders. One transfer is open at a time,
 * so the reviews that count are at least a lead time apart.
 */
export function protectionDays({ reviews, reviewDays = DAY.options, leadTime }: GroupSection): number {
  const period = 7 / (reviews.length * reviewDays.length);
  const lead = durationMs(leadTime) / DAY_MS;
  return Math.ceil(lead / period) * period + lead;
}

/**
 * Levels of a store's products. Source of order-up-to: Silver, Pyke and Thomas, Inventory and Production Management, (R, S) systems:
 * mean demand over review period and lead time, and so many standard deviations of it.
 */
function planOf(
  scenario: OutboundScenario,
  { sales }: ReplenishmentSection,
  store: Site,
  group: GroupSection,
  daily: readonly number[],
): ReplenishmentPlan {
  const days = protectionDays(group);
  const target = (mean: number): number => {
    const variance = mean + mean * mean * sales.variation * sales.variation;
    return Math.max(1, Math.ceil(mean * days + group.safetyFactor * Math.sqrt(days * variance)));
  };
  return {
    reviews: reviewsOf(scenario, store, group),
    dailyUnits: daily,
    targetUnits: daily.map(target),
    minUnits: daily.map((mean) => Math.max(1, Math.ceil(mean * group.minDays))),
    maxUnits: daily.map((mean) => Math.max(2, Math.ceil(mean * group.maxDays))),
  };
}

/** While stores are open: nothing is reviewed for a day that never comes. */
export function reviewsOf(scenario: OutboundScenario, store: Site, group: GroupSection): number[] {
  const { zone } = scenario.network.places[placeNo(scenario, store.place)]!;
  const { reviews, reviewDays } = group;
  const calendar =
    reviewDays === undefined
      ? null
      : calendarOf({ days: reviewDays, from: '00:00', to: '24:00' }, zone, store.name);
  const { startAt, closedAt } = tradingSpan(scenario);
  return timetable(reviews, zone, calendar, startAt, closedAt);
}

/** Transfers that all reviews may come to. */
export function transfersMax(scenario: OutboundScenario, section: ReplenishmentSection): number {
  const { groups } = section;
  const sites = sitesOf(scenario, section);
  const reviews = sites.flatMap((site) => groups.map((group) => reviewsOf(scenario, site, group).length));
  return Math.max(...reviews) * sites.length * groups.length * TRANSFER_TRIES_MAX;
}

function systemOf(
  scenario: OutboundScenario,
  section: ReplenishmentSection,
  numbering: TransferNumbering,
  goods: Goods,
  span: Span,
): StoresSettings {
  const { sales, groups } = section;
  const products = groupsOf(section);
  const demand = storeDemand(scenario, section);
  const casePack = goods.demand.map(() => 1);
  products.forEach((group, i) => {
    for (const product of group) casePack[product] = groups[i]!.casePack;
  });
  return {
    numbering,
    groups: products,
    stores: section.stores.map(
      (store, no): StoreSettings => ({
        name: store.name,
        hours: tradingHours(scenario, store, section),
        windows: windowsOf(scenario, store, span),
        receivers: store.receivers,
        dailyUnits: demand[no]!,
        startUnits: demand[no]!.map((mean) => Math.ceil(mean * sales.startDays)),
      }),
    ),
    priceMinor: goods.demand.map(({ unitPriceMinor }) => unitPriceMinor),
    casePack,
    dayFactor: dayFactorOf(sales.variation),
    shrinkageShare: sales.shrinkage,
    countDays: sales.countEvery ?? null,
    msPerDelivery: drawnMs(sales.perDelivery),
    msPerCase: drawnMs(sales.perCase),
    rememberMs: KEPT_MS,
  };
}

/** Lognormal of mean 1 and this coefficient of variation. */
function dayFactorOf(variation: number): Distribution {
  if (variation === 0) return { kind: 'constant', value: 1 };
  const variance = log(1 + variation * variation);
  return { kind: 'lognormal', mu: -variance / 2, sigma: Math.sqrt(variance) };
}

/** Each hour in which a store is open, weighted so that an average week has the demand of seven mean days. */
export function tradingHours(
  scenario: OutboundScenario,
  store: StoreSection,
  { sales }: ReplenishmentSection,
): TradingHour[] {
  const { zone } = scenario.network.places[placeNo(scenario, store.place)]!;
  const calendar = calendarOf(sales.opens, zone, store.name);
  const { startAt, closedAt } = tradingSpan(scenario);
  const clocks = timeZone(zone);
  const times = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`);
  const open = timetable(times, zone, calendar, startAt, closedAt).map((at) => {
    const wall = clocks.wallMsAt(at);
    const day = Math.floor(wall / DAY_MS);
    const hour = Math.floor((wall - day * DAY_MS) / 3_600_000);
    return { at, day, raw: sales.hourWeights[hour]! * sales.weekdayWeights[(day + THURSDAY) % 7]! };
  });
  const perWeek = weekOf(sales);
  let day = 0;
  return open.map((each, i) => {
    if (i === 0 || open[i - 1]!.day !== each.day) day += 1;
    const last = open[i + 1]?.day !== each.day;
    return { at: each.at, weight: (7 * each.raw) / perWeek, day, last };
  });
}

/** Sum of the weights of a week's open hours. */
export function weekOf({ opens, hourWeights, weekdayWeights }: ReplenishmentSection['sales']): number {
  const from = Number(opens.from.slice(0, 2));
  const to = Math.ceil(Number(opens.to.slice(0, 2)) + Number(opens.to.slice(3)) / 60);
  const hours = hourWeights.slice(from, to).reduce((sum, each) => sum + each, 0);
  return opens.days.reduce((sum, day) => sum + weekdayWeights[DAY.options.indexOf(day)]! * hours, 0);
}

function tradingSpan({ start, demand }: OutboundScenario): { startAt: number; closedAt: number } {
  const startAt = Date.parse(start);
  return { startAt, closedAt: startAt + demand.days * DAY_MS };
}

function placeNo({ network }: OutboundScenario, place: string): number {
  return network.places.findIndex(({ name }) => name === place);
}
