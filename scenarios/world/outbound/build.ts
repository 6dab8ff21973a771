/** From a checked outbound scenario to the world of a run. */
import type { DemandSettings, ErpSettings } from '#mock-systems/erp/settings';
import type { TmsSettings } from '#mock-systems/tms/settings';
import type { WmsNode } from '#mock-systems/wms/settings';
import type { LaneMaster, Network } from '#orchestrator/model/network';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import type { OutboundScenario } from '../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../../schema/units.ts';
import { drawnCount, drawnMs } from '../draws.ts';
import type { CostSettings, Demand, OutboundWorld, ReplenishmentWorld } from '../outbound-world.ts';
import { exploringOf } from './bounds/exploring-bound.ts';
import { ownOfNoBound } from './bounds/own-bound.ts';
import { settleBound } from './bounds/settle-bound.ts';
import { freightOf, freightTerms, withFreightCarrier } from './freight/freight.ts';
import { type Places, placesOf } from './freight/places.ts';
import { ranksOf } from './freight/ranks.ts';
import { type Tariffs, tariffsOf } from './freight/tariffs.ts';
import { describedGoods } from './goods/commodities.ts';
import {
  type Customers,
  customersOf,
  dailyUnits,
  type Goods,
  meanDemand,
  productsOf,
} from './goods/goods.ts';
import { inboundWorld, procurementOf, suppliersOf, withDocks } from './goods/inbound.ts';
import {
  firstTransferOf,
  replenishmentWorld,
  servingStores,
  vehicleAt,
  wantedOf,
} from './goods/replenishment.ts';
import { suppliedByNodes, transferDocks } from './goods/supplied-nodes.ts';
import { termsOf } from './goods/terms.ts';
import { ordersOf } from './goods/written-orders.ts';
import { governanceOf } from './governance.ts';
import type { History } from './history/read-history.ts';
import { customersOfHistory, goodsOfHistory, namesOfHistory, withHistory } from './history/with-history.ts';
import { namesOf } from './names.ts';
import { casesOf } from './people/cases.ts';
import {
  allocationOf,
  consolidationOf,
  indexedFuelOf,
  ownWavesOf,
  ratesOf,
  responsibilitiesOf,
  tenderingOf,
} from './people/responsibilities.ts';
import { phaseOf } from './phases/phases.ts';
import { mistakesToldOf, predictionTerms } from './predictions.ts';
import { costsOfPeopleAndPlatform, KEPT_MS, limitsOf, settingsOf } from './settings.ts';
import { appointmentBookOf, appointmentTerms } from './systems/appointments.ts';
import { machinesPerDayMinor } from './systems/automation.ts';
import { behaviourOf } from './systems/behaviour.ts';
import { careLimits, careWorld, creditsOf, withBenches, wrongBillsOf } from './systems/care.ts';
import { customsSettings, customsTerms } from './systems/customs.ts';
import { erpWays, nextErpOf, notesOf, payablesOf } from './systems/erp.ts';
import { erpStockOf } from './systems/erp-stock.ts';
import { changesOf, deliveryDays } from './systems/order-changes.ts';
import { partnersOf } from './systems/partners.ts';
import { creditsDeliveries, proofFaults, proofTerms } from './systems/proof.ts';
import { withShelfLives } from './systems/shelf-lives.ts';
import { billSlipsOf } from './systems/slips.ts';
import { telematicsSettings, telematicsTerms } from './systems/telematics.ts';
import { threePlOf, withAdvices } from './systems/three-pl.ts';
import { cutoffsOf, keptProducts, nodeMaster, type Span, spanOf, wmsNode } from './systems/warehouses.ts';
import { dateMs } from './timetable.ts';

/** @param history read of the files that the scenario names; null where it names none */
export function buildOutboundWorld(
  said: OutboundScenario,
  seed: string | number,
  history: History | null = null,
): OutboundWorld {
  const scenario = withFreightCarrier(withHistory(said, history));
  const random = new Random(seed);
  const { network } = scenario;
  const startAt = Date.parse(scenario.start);
  const span = spanOf(scenario);
  const places = placesOf(network);
  const goods = describedGoods(
    goodsOfHistory(productsOf(network, random), history),
    network.products,
    random,
  );
  const customers = customersOfHistory(customersOf(network, places.countries, random), history, (place) =>
    places.countries.indexOf(network.places[place]!.country),
  );
  const tariffs = tariffsOf(network, places.regions, places.kmBetween);
  const kept = network.nodes.map((node, no) => keptProducts(node, no, network.products.count, random));
  const dailyAt = (node: number): number[] => dailyUnitsAt(scenario, kept, node);
  const nodes = withShelfLives(
    suppliedByNodes(
      network.nodes.map((_node, no) => wmsNode(network, no, kept[no]!, dailyAt(no), span)),
      scenario,
    ),
    goods,
    startAt,
    // A third party's records have no room for lots.
    { tellsLots: scenario.systems.threePl === undefined },
  );
  const { inbound } = scenario;
  const { customs, crm, telematics, proof } = scenario.systems;
  const { returns } = scenario;
  const stores =
    scenario.replenishment === undefined
      ? null
      : replenishmentWorld(
          scenario,
          scenario.replenishment,
          places,
          goods,
          kept,
          customers.master.length,
          span,
          dailyAt,
        );
  const tms = tmsOf(scenario, places, goods, customers, tariffs);
  const coreNetwork = {
    ...withStores(networkOf(scenario, places, goods, customers, kept, span), stores),
    ...ratesOf(scenario, tms),
  };
  const settings = settingsOf(
    scenario,
    network.carriers.map(({ name }) => name),
    random,
  );
  const erp: ErpSettings = {
    ...erpOf(scenario, customers, stores),
    stock: erpStockOf(nodes),
    ...allocationOf(scenario, homesOf(network, places)),
    ...buying(scenario, nodes, goods, span, random),
    ...(crm === undefined && !creditsDeliveries(scenario) ? {} : { credits: creditsOf(returns) }),
  };
  return {
    ...settling(scenario),
    ...settings,
    market: { ...settings.market, ...indexedFuelOf(scenario, tms), ...mistakesToldOf(scenario) },
    ...phaseOf(scenario),
    ...(scenario.ownProcesses === undefined ? {} : { ownProcesses: scenario.ownProcesses }),
    ...(scenario.ownFronts === undefined ? {} : { ownFronts: scenario.ownFronts }),
    ...governanceOf(scenario),
    ...(customs === undefined ? {} : { customs: customsSettings(customs, places.countries, span) }),
    ...(telematics === undefined ? {} : { telematics: telematicsSettings(telematics, network) }),
    ...(proof === undefined ? {} : { proof: proofFaults(proof) }),
    ...termsOf(scenario),
    ...(inbound === undefined ? {} : { inbound: inboundWorld(inbound, scenario.limits, span) }),
    ...(crm === undefined
      ? {}
      : {
          care: careWorld(
            scenario,
            crm,
            customers.demand.map(({ classNo }) => classNo),
          ),
        }),
    ...(stores === null ? {} : { replenishment: stores }),
    names: { ...namesOf(scenario, places.countries, tariffs.services), ...namesOfHistory(history) },
    network: coreNetwork,
    demand: demandOf(scenario, goods, customers, startAt, history),
    erp,
    ...nextErpOf(scenario, erp),
    wms: {
      startAt,
      until: span.until,
      products: goods.demand.map(({ unitWeightGrams }, no) => ({
        unitWeightGrams,
        shelfLifeMs: goods.products[no]!.shelfLifeMs ?? null,
      })),
      nodes: withBenches(
        withAdvices(inbound === undefined ? nodes : withDocks(nodes, network, inbound, span), scenario),
        scenario,
        returns,
        span,
      ),
      rememberMs: KEPT_MS,
      ...(stores === null ? {} : transferDocks(scenario, stores, span)),
      ...ownWavesOf(scenario, (no) => nodeMaster(network, no, places.countries, kept[no]!, span)),
    },
    ...freightOf(scenario, coreNetwork, {
      ...tms,
      ...consolidationOf(scenario, coreNetwork.lanes),
      ...appointmentBookOf(scenario, coreNetwork.nodes),
    }),
    carriers: network.carriers.map((carrier) => ({
      ...behaviourOf(scenario, carrier),
      name: carrier.name,
      ...billSlipsOf(carrier.slips),
    })),
    partners: partnersOf(network, startAt),
    ...threePlOf(scenario),
    costs: costsOf(scenario, nodes),
    positions: network.places.map(({ latitude, longitude }) => ({ latitude, longitude })),
    distanceKm: places.kmBetween,
  };
}

/** What a user's own functions do has no bound that could be known. */
function settling(scenario: OutboundScenario): Pick<OutboundWorld, 'settleBoundMs' | 'exploringMs'> {
  if (ownOfNoBound(scenario) !== null) return {};
  const bound = settleBound(scenario);
  return { settleBoundMs: bound.boundMs, ...exploringOf(scenario, bound) };
}

/** Where there is inbound, ERP buys. */
function buying(
  { inbound, network }: OutboundScenario,
  nodes: readonly WmsNode[],
  goods: Goods,
  span: Span,
  random: Random,
): Pick<ErpSettings, 'procurement'> {
  if (inbound === undefined) return {};
  const supplierOf = suppliersOf(inbound, network.products.count, random);
  const prices = goods.demand.map(({ unitPriceMinor }) => unitPriceMinor);
  return { procurement: procurementOf(inbound, nodes, supplierOf, prices, span) };
}

/** Who orders internally is good for it. */
const INTERNAL = { holdShare: 0, rejectShare: 0, changeShare: 0, cancelShare: 0 };

function withStores(network: Network, stores: ReplenishmentWorld | null): Network {
  if (stores === null) return network;
  const { nodes, customers } = network;
  return {
    ...network,
    nodes: servingStores(nodes, customers.length, stores),
    customers: [...customers, ...stores.customers],
    ...(stores.routes === undefined ? {} : { routes: stores.routes.terms }),
  };
}

function networkOf(
  scenario: OutboundScenario,
  places: Places,
  goods: Goods,
  customers: Customers,
  kept: readonly (ReadonlySet<number> | null)[],
  span: Span,
): Network {
  const { network } = scenario;
  const { regions, countries } = places;
  const { length } = network.places;
  const lanes: LaneMaster[] = network.nodes.flatMap((_node, node) => {
    const cutoffs = cutoffsOf(network, node, span);
    return network.places.map(({ region }, place) => ({
      no: node * length + place,
      node,
      place,
      region: regions.indexOf(region),
      cutoffs,
      parcelBelowGrams: network.parcelBelow === undefined ? 0 : weightGrams(network.parcelBelow),
      weightGramsMax: Math.min(weightGrams(network.maxLoadWeight), vehicleAt(scenario, place)),
    }));
  });
  const { customs, telematics, proof } = scenario.systems;
  const accepts = network.carriers.map((carrier) => behaviourOf(scenario, carrier).dangerousGoods);
  return {
    nodes: network.nodes.map((_node, no) => nodeMaster(network, no, countries, kept[no]!, span)),
    products: goods.products,
    customers: customers.master,
    carriers: accepts.map((dangerousGoods, no) => ({ no, dangerousGoods })),
    lanes,
    ...(customs === undefined ? {} : { customs: customsTerms(customs, countries) }),
    ...(telematics === undefined ? {} : { telematics: telematicsTerms(telematics, network) }),
    ...(proof === undefined ? {} : { proof: proofTerms(proof, scenario.limits) }),
    laneOf: (node, place) => node * length + place,
    homes: homesOf(network, places),
    ...responsibilitiesOf(scenario),
    ...freightTerms(scenario),
    ...appointmentTerms(scenario),
    ...(scenario.workloadPolicy === undefined ? {} : { levelsWorkload: true as const }),
    ...(scenario.waveSequencePolicy === undefined ? {} : { sequencesWaves: true as const }),
    ...ranksOf(scenario, goods),
    ...predictionTerms(scenario),
    ...payablesOf(scenario),
    ...(scenario.systems.crm === undefined
      ? {}
      : { care: careLimits(scenario.systems.crm, scenario.returns) }),
    ...casesOf(scenario),
    limits: limitsOf(scenario.limits),
  };
}

/** Nodes by distance from each place, the nearest first. */
function homesOf({ places, nodes }: OutboundScenario['network'], { kmBetween }: Places): number[][] {
  const placeOf = nodes.map((node) => places.findIndex(({ name }) => name === node.place));
  return places.map((_place, to) => {
    const km = placeOf.map((from) => kmBetween(from, to));
    return nodes.map((_node, no) => no).sort((x, y) => km[x]! - km[y]! || x - y);
  });
}

/** Mean units a day of each product at a node: its share of the nodes that keep the product. */
function dailyUnitsAt(
  scenario: OutboundScenario,
  kept: readonly (ReadonlySet<number> | null)[],
  node: number,
): number[] {
  const { demand, network } = scenario;
  const { count, skew } = network.products;
  const stores = wantedOf(scenario, network.nodes[node]!.name, (other) =>
    dailyUnitsAt(scenario, kept, other),
  );
  const { linesPerDay, unitsPerLine } = meanDemand(demand, count);
  return dailyUnits(count, skew, linesPerDay, unitsPerLine).map((all, product) => {
    const keepers = kept.filter((set) => set === null || set.has(product)).length;
    const keeps = kept[node] === null || kept[node]!.has(product);
    return keeps ? all / keepers + (stores?.[product] ?? 0) : 0;
  });
}

function demandOf(
  scenario: OutboundScenario,
  goods: Goods,
  customers: Customers,
  startAt: number,
  history: History | null,
): Demand {
  const { orders } = scenario.demand;
  const settings = demandSettings(scenario, goods, customers, startAt);
  return {
    kind: 'generated',
    settings,
    ...(orders === undefined ? {} : { orders: ordersOf(orders, settings) }),
    ...(history === null ? {} : { history: history.columns }),
  };
}

function demandSettings(
  scenario: OutboundScenario,
  goods: Goods,
  customers: Customers,
  startAt: number,
): DemandSettings {
  const { demand, network } = scenario;
  return {
    startAt,
    endAt: startAt + demand.days * DAY_MS,
    ordersMax:
      scenario.replenishment === undefined ? (demand.maxOrders ?? null) : firstTransferOf(scenario) - 1,
    ordersPerDay: demand.ordersPerDay * (demand.volume ?? 1),
    hourWeights: demand.hourWeights,
    weekdayWeights: demand.weekdayWeights,
    volume: volumeOf(demand.peaks ?? []),
    zone: demand.zone,
    customers: customers.demand,
    classes: network.customers.classes.map(({ shipComplete, priority, lead, requested }) => ({
      shipCompleteShare: shipComplete,
      priorityWeights: Array.from({ length: priority + 1 }, (_, p) => (p === priority ? 1 : 0)),
      leadMs: drawnMs(lead),
      ...(requested === undefined ? {} : { requestedMs: drawnMs(requested) }),
    })),
    customerSkew: network.customers.skew,
    products: goods.demand,
    productSkew: network.products.skew,
    linesPerOrder: drawnCount(demand.linesPerOrder),
    unitsPerLine: drawnCount(demand.unitsPerLine),
    ...deliveryDays(demand),
    leftOut: new Set(demand.exclude ?? []),
  };
}

/** Where a peak begins as another one ends, only the one that begins counts. */
function volumeOf(
  peaks: NonNullable<OutboundScenario['demand']['peaks']>,
): readonly (readonly [number, number])[] {
  const sorted = peaks.toSorted((x, y) => dateMs(x.from) - dateMs(y.from));
  return sorted.flatMap(({ from, to, factor }, i) => {
    const rises = [dateMs(from), factor] as const;
    return sorted[i + 1]?.from === to ? [rises] : [rises, [dateMs(to), 1] as const];
  });
}

function erpOf(
  scenario: OutboundScenario,
  customers: Customers,
  stores: ReplenishmentWorld | null,
): ErpSettings {
  const { systems, network } = scenario;
  const { erp } = systems;
  const classes = network.customers.classes.map((each) => ({
    holdShare: each.creditHold,
    rejectShare: each.creditRejected,
    changeShare: each.changed,
    cancelShare: each.cancelled,
  }));
  const classOf = customers.demand.map(({ classNo }) => classNo);
  return {
    // Stores are a class of their own, the last one.
    ...(stores === null
      ? { classes, classOf }
      : {
          classes: [...classes, INTERNAL],
          classOf: [...classOf, ...stores.customers.map(() => classes.length)],
          transfers: stores.transfers,
        }),
    creditDecisionMs: drawnMs(erp.creditDecision),
    changeAfterMs: drawnMs(erp.changeAfter),
    changeFactor: drawnCount(erp.changeFactor),
    cancelAfterMs: drawnMs(erp.cancelAfter),
    missingWeightShare: erp.missingWeights,
    masterDataAnswerMs: drawnMs(erp.masterDataAnswer),
    billingDelayMs: drawnMs(erp.billingDelay),
    paymentTermsMs: durationMs(erp.paymentTerms),
    paidKeptMs: KEPT_MS,
    ...(erp.wrongBills === undefined ? {} : { wrongBills: wrongBillsOf(erp.wrongBills) }),
    ...erpWays(scenario),
    ...notesOf(erp.notes),
    ...changesOf(
      scenario,
      customers.demand.map(({ place }) => place),
    ),
    ...(erp.lineBook === true ? { lineBook: true } : {}),
    stock: [],
  };
}

function tmsOf(
  scenario: OutboundScenario,
  { regions, countries }: Places,
  goods: Goods,
  customers: Customers,
  tariffs: Tariffs,
): TmsSettings {
  const { systems, network } = scenario;
  const { tms } = systems;
  const controlled = goods.products.filter((each) => each.exportControlled).map(({ no }) => no);
  return {
    lines: tariffs.lines,
    regionOf: network.places.map((place) => regions.indexOf(place.region)),
    fuel: network.fuel.map(({ from, share }) => [dateMs(from), share] as const).toSorted(([x], [y]) => x - y),
    accessorials: network.accessorials.map(({ code, amount }) => ({
      code,
      applies: 'dangerous',
      amountMinor: moneyMinor(amount),
      lineHaulShare: 0,
    })),
    guide: tariffs.guide,
    capacity: tariffs.capacity,
    detention: network.carriers.map((carrier) => {
      const { freeTimeMs, detentionPerHourMinor } = behaviourOf(scenario, carrier).pickup;
      return { freeTimeMs, perHourMinor: detentionPerHourMinor };
    }),
    trade: {
      deniedCustomers: new Set(customers.master.filter((each) => each.deniedParty).map(({ no }) => no)),
      dangerousProducts: new Set(goods.products.filter((each) => each.unNumber > 0).map(({ no }) => no)),
      dangerousGoodsCarriers: new Set(
        network.carriers.flatMap((carrier, no) =>
          behaviourOf(scenario, carrier).dangerousGoods ? [no] : [],
        ),
      ),
      controlledProducts: new Set(controlled),
      countryOf: network.places.map((place) => countries.indexOf(place.country)),
      licences: network.licences
        .flatMap(({ country, units }) =>
          controlled.map((product) => ({ product, country: countries.indexOf(country), units })),
        )
        .map((licence, i) => ({ no: i + 1, ...licence })),
    },
    ratingAnswerMs: drawnMs(tms.rating),
    bookingAnswerMs: drawnMs(tms.booking),
    documentsAnswerMs: drawnMs(tms.documents),
    loadKeptMs: KEPT_MS,
    ...tenderingOf(scenario),
    ...(scenario.ownTms === undefined ? {} : { conduct: scenario.ownTms.conduct }),
  };
}

function costsOf({ costs }: OutboundScenario, nodes: readonly WmsNode[]): CostSettings {
  return {
    ...costsOfPeopleAndPlatform(costs),
    labourPerHourMinor: moneyMinor(costs.labourPerHour),
    machinesPerDayMinor: machinesPerDayMinor(costs, nodes),
    stockPerYearShare: costs.stockPerYear,
    co2eKgPerTonneKm: costs.co2eKgPerTonneKm,
  };
}
