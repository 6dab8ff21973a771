/**
 * The world of a run on the data set: its network, rates, carriers and orders, and from the scenario what it does not say.
 *
 * 1. Warehouses have everything, always, and work off so many orders a day: the data knows no stock and no stations.
 * 2. Each shipment is a load: no cut-offs, no routing guide, no contracts are known.
 * 3. All is in one country: nothing is known of borders, and nothing of distances.
 */
import type { CarrierProfile, TransitSettings } from '#mock-systems/carriers/settings';
import type { ErpOrder, ErpSettings } from '#mock-systems/erp/settings';
import type { TmsSettings } from '#mock-systems/tms/settings';
import type { WmsNode } from '#mock-systems/wms/settings';
import type { Network } from '#orchestrator/model/network';
import { Random } from '#sim/random/random';
import type { RecordedScenario } from '../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor, weightGrams } from '../../schema/units.ts';
import { drawnDays, drawnMs } from '../draws.ts';
import { governanceOf } from '../outbound/governance.ts';
import { casesOf } from '../outbound/people/cases.ts';
import { phaseOf } from '../outbound/phases/phases.ts';
import { costsOfPeopleAndPlatform, KEPT_MS, limitsOf, settingsOf } from '../outbound/settings.ts';
import { behaviourOf } from '../outbound/systems/behaviour.ts';
import type { OutboundNames, OutboundWorld } from '../outbound-world.ts';
import type { BrunelData } from './brunel.ts';
import { type BrunelGoods, brunelGoods } from './goods.ts';

/** ISO 3166: for use of one's own. */
const SOME_COUNTRY = 'XX';
const NOBODY: ErpSettings['classes'][number] = {
  holdShare: 0,
  rejectShare: 0,
  changeShare: 0,
  cancelShare: 0,
};
/** Of what is never drawn. */
const NEVER = { kind: 'constant', value: 0 } as const;

export function buildBrunelWorld(
  scenario: RecordedScenario,
  data: BrunelData,
  seed: string | number,
): OutboundWorld {
  const { plants, names } = data;
  const goods = brunelGoods(data.orders, names.products.list);
  const settings = settingsOf(scenario, names.carriers.list, new Random(seed));
  return {
    ...settings,
    ...phaseOf(scenario),
    ...(scenario.ownProcesses === undefined ? {} : { ownProcesses: scenario.ownProcesses }),
    ...(scenario.ownFronts === undefined ? {} : { ownFronts: scenario.ownFronts }),
    ...governanceOf(scenario),
    names: namesOf(data, goods),
    network: networkOf(scenario, data, goods),
    demand: { kind: 'listed', orders: ordersOf(scenario, data, goods) },
    erp: erpOf(scenario, names.customers.list.length),
    wms: {
      startAt: settings.startAt,
      until: settings.endAt,
      products: goods.unitWeightGrams.map((grams) => ({ unitWeightGrams: grams, shelfLifeMs: null })),
      nodes: plants.map(({ unitCostMinor, dailyCapacity }) =>
        wmsNode(scenario, unitCostMinor, dailyCapacity),
      ),
      rememberMs: KEPT_MS,
    },
    tms: tmsOf(scenario, data),
    carriers: names.carriers.list.map((name) => profileOf(scenario, name)),
    partners: [],
    costs: {
      ...costsOfPeopleAndPlatform(scenario.costs),
      labourPerHourMinor: 0,
      machinesPerDayMinor: 0,
      stockPerYearShare: 0,
      co2eKgPerTonneKm: co2ePerTonneOf(scenario),
    },
    // By mode, and in the factors: see `co2ePerTonneOf`.
    distanceKm: () => 1,
  };
}

/** Of a tonne by each mode over its mean haul: the data set knows a way by its mode alone, not by its length. */
function co2ePerTonneOf({ costs: { emissions } }: RecordedScenario): Record<string, number> {
  if (emissions === undefined) return {};
  const { co2eKgPerTonneKm, kmByMode } = emissions;
  return Object.fromEntries(
    Object.entries(co2eKgPerTonneKm).map(([mode, kg]) => [
      mode,
      kg * kmByMode[mode as keyof typeof kmByMode]!,
    ]),
  );
}

function namesOf({ names, plants, orders }: BrunelData, goods: BrunelGoods): OutboundNames {
  const places = names.ports.list;
  const idOf = new Map(orders.map(({ no, id }) => [no, id]));
  return {
    nodes: plants.map(({ name }) => name),
    places,
    countries: [SOME_COUNTRY],
    carriers: names.carriers.list,
    services: names.services.list,
    products: goods.names,
    customers: names.customers.list,
    lanes: plants.flatMap((plant) => places.map((place) => `${plant.name} - ${place}`)),
    order: (no) => idOf.get(no) ?? `row ${no}`,
  };
}

function networkOf(
  { limits, cases }: RecordedScenario,
  { names, plants, orders }: BrunelData,
  goods: BrunelGoods,
): Network {
  const { length } = names.ports.list;
  const placeOf = new Map(orders.map(({ customer, destination }) => [customer, destination]));
  return {
    nodes: plants.map(({ no, ports, unitCostMinor, customers }, i) => ({
      no,
      place: ports[0]!,
      ports,
      country: 0,
      unitCostMinor,
      products: goods.madeBy(plants[i]!),
      customers,
      waves: [],
      linesPerWave: Number.MAX_SAFE_INTEGER,
    })),
    products: goods.names.map((_name, no) => ({ no, unNumber: 0, exportControlled: false })),
    customers: names.customers.list.map((_name, no) => ({
      no,
      place: placeOf.get(no) ?? 0,
      country: 0,
      deniedParty: false,
    })),
    carriers: names.carriers.list.map((_name, no) => ({ no, dangerousGoods: false })),
    lanes: plants.flatMap(({ no }) =>
      names.ports.list.map((_name, place) => ({
        no: no * length + place,
        node: no,
        place,
        region: place,
        cutoffs: [],
        parcelBelowGrams: 0,
        weightGramsMax: Number.MAX_SAFE_INTEGER,
      })),
    ),
    laneOf: (node, place) => node * length + place,
    ...casesOf({ cases }),
    limits: limitsOf(limits),
  };
}

function ordersOf(
  { promise, goods: { unitPrice } }: RecordedScenario,
  { orders }: BrunelData,
  { productOf, unitWeightGrams }: BrunelGoods,
): ErpOrder[] {
  const withinMs = durationMs(promise.within);
  const unitPriceMinor = Math.round(moneyMinor(unitPrice));
  return orders.map(({ no, drawKey, releaseAt, customer, destination, units, recorded }, i) => {
    const product = productOf[i]!;
    return {
      no,
      drawKey,
      releaseAt,
      sales: {
        customer,
        destination,
        lines: [{ product, units, unitWeightGrams: unitWeightGrams[product]!, unitPriceMinor }],
        shipComplete: false,
        priority: 0,
        promisedAt: releaseAt + withinMs,
        instructed: recorded,
      },
    };
  });
}

/** Nothing is held, changed or cancelled, and no weight is missing. */
function erpOf({ systems: { erp } }: RecordedScenario, customers: number): ErpSettings {
  return {
    classes: [NOBODY],
    classOf: Array.from({ length: customers }, () => 0),
    creditDecisionMs: NEVER,
    changeAfterMs: NEVER,
    changeFactor: NEVER,
    cancelAfterMs: NEVER,
    missingWeightShare: 0,
    masterDataAnswerMs: NEVER,
    billingDelayMs: drawnMs(erp.billingDelay),
    paymentTermsMs: durationMs(erp.paymentTerms),
    paidKeptMs: KEPT_MS,
    batchEveryMs: erp.batchEvery === undefined ? null : durationMs(erp.batchEvery),
    stock: [],
  };
}

function wmsNode(
  { warehouses: { packing } }: RecordedScenario,
  unitCostMinor: number,
  perDay: number,
): WmsNode {
  const { unitsPerHandlingUnit, weightPerHandlingUnit, tare } = packing;
  return {
    unitCostMinor,
    stock: null,
    work: { kind: 'dailyCapacity', perDay },
    packing: {
      unitsPerHandlingUnit: unitsPerHandlingUnit ?? null,
      weightGramsPerHandlingUnit:
        weightPerHandlingUnit === undefined ? null : weightGrams(weightPerHandlingUnit),
      tareGramsPerHandlingUnit: weightGrams(tare),
    },
    shortPickShare: null,
    feed: null,
  };
}

function tmsOf(scenario: RecordedScenario, { names, rates }: BrunelData): TmsSettings {
  const { systems, carriers } = scenario;
  const { tms } = systems;
  const { freeTimeMs, detentionPerHourMinor } = behaviourOf(scenario, carriers).pickup;
  return {
    lines: rates.map(({ destination, ...line }) => ({ ...line, destination: { place: destination } })),
    regionOf: names.ports.list.map((_name, place) => place),
    fuel: [],
    accessorials: [],
    guide: [],
    capacity: [],
    detention: names.carriers.list.map(() => ({ freeTimeMs, perHourMinor: detentionPerHourMinor })),
    trade: {
      deniedCustomers: new Set(),
      dangerousProducts: new Set(),
      dangerousGoodsCarriers: new Set(),
      controlledProducts: new Set(),
      countryOf: names.ports.list.map(() => 0),
      licences: [],
    },
    ratingAnswerMs: drawnMs(tms.rating),
    bookingAnswerMs: drawnMs(tms.booking),
    documentsAnswerMs: NEVER,
    loadKeptMs: KEPT_MS,
    ...(scenario.ownTms === undefined ? {} : { conduct: scenario.ownTms.conduct }),
  };
}

/** The scenario's profile, with what the scenario says otherwise. By a mode that it does not know, a carrier is punctual. */
function profileOf(scenario: RecordedScenario, name: string): CarrierProfile {
  const { carriers } = scenario;
  const profile = behaviourOf(scenario, carriers);
  const { tenderAnswer, billAfterDelivery, billErrors } = carriers;
  const transitOf = carriers.lateness.map(
    ({ mode, late, early, lateBy, earlyBy }) =>
      [
        mode,
        {
          lateShare: late,
          earlyShare: early,
          lateDays: drawnDays(lateBy),
          earlyDays: drawnDays(earlyBy),
          sameDayMs: profile.transit.sameDayMs,
        } satisfies TransitSettings,
      ] as const,
  );
  return {
    ...profile,
    name,
    acceptance: {
      ...profile.acceptance,
      ...(tenderAnswer === undefined ? {} : { answerMs: drawnMs(tenderAnswer) }),
    },
    transit: { ...profile.transit, lateShare: 0, earlyShare: 0 },
    transitOf: Object.fromEntries(transitOf),
    freight: {
      ...profile.freight,
      ...(billAfterDelivery === undefined ? {} : { billAfterDeliveryMs: drawnMs(billAfterDelivery) }),
      ...(billErrors === undefined ? {} : { errorShare: billErrors }),
    },
  };
}
