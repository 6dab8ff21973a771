/** A small network for tests of outbound actors: two nodes, two lanes each, three carriers. */
import type { Instructed } from '../../contracts/erp.ts';
import type { Network, ProcessLimits } from '../../model/network.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** 2026-01-05T00:00:00Z, a Monday. */
export const MONDAY = 1_767_571_200_000;

export const LIMITS: ProcessLimits = {
  holdTaskAfterMs: DAY_MS,
  backorderRetryMs: DAY_MS,
  backorderTriesMax: 2,
  tenderResponseMs: HOUR_MS,
  tendersMax: 4,
  counterTolerance: 0.05,
  milestoneGraceMs: 6 * HOUR_MS,
  statusRequestsMax: 2,
  slaRiskMs: 0,
  noticeStepMs: 6 * HOUR_MS,
  expediteMinorMax: 5_000,
  rerouteMinorMax: 0,
  answerGraceMs: 4 * HOUR_MS,
  loadingGraceMs: DAY_MS,
  workGraceMs: 3 * DAY_MS,
  billGraceMs: 10 * DAY_MS,
  lostAfterMs: 30 * DAY_MS,
  invoiceTolerance: 0.02,
  taskEscalationMs: 8 * HOUR_MS,
  pickupLeadMs: 2 * HOUR_MS,
  lastPickupMs: HOUR_MS,
  loadingMsPerShipment: MINUTE_MS,
};

/** Nodes 0 and 1 at places 10 and 11; customers 0 at place 20 and 1 at place 21, abroad. */
export function smallNetwork(
  changes: {
    readonly limits?: Partial<ProcessLimits>;
    readonly cutoffs?: readonly number[];
    readonly docks?: readonly number[];
  } = {},
): Network {
  const days = [0, 1, 2, 3, 4].map((day) => MONDAY + day * DAY_MS);
  const waves = days.flatMap((day) => [day + 10 * HOUR_MS, day + 14 * HOUR_MS]);
  const cutoffs = changes.cutoffs ?? days.map((day) => day + 17 * HOUR_MS);
  const node = (no: number) => ({
    no,
    place: 10 + no,
    country: 0,
    unitCostMinor: 40 + no,
    products: null,
    customers: null,
    waves,
    linesPerWave: 5,
    ...(changes.docks === undefined ? {} : { docks: changes.docks }),
  });
  const lane = (no: number) => ({
    no,
    node: no >> 1,
    place: 20 + (no & 1),
    region: no & 1,
    cutoffs,
    parcelBelowGrams: 0,
    weightGramsMax: 1_000_000,
  });
  return {
    nodes: [node(0), node(1)],
    products: [0, 1, 2].map((no) => ({ no, unNumber: no === 2 ? 1263 : 0, exportControlled: no === 1 })),
    customers: [0, 1].map((no) => ({ no, place: 20 + no, country: no, deniedParty: false })),
    carriers: [0, 1, 2].map((no) => ({ no, dangerousGoods: no !== 2 })),
    lanes: [0, 1, 2, 3].map(lane),
    laneOf: (from, place) => from * 2 + (place & 1),
    limits: { ...LIMITS, ...changes.limits },
  };
}

/** Where TMS plans the loads, every so often. */
export function plannedByTms(network: Network, planEveryMs = 1): Network {
  return {
    ...network,
    responsibilities: {
      allocate: 'orchestrator',
      wave: 'orchestrator',
      tender: 'orchestrator',
      book: 'orchestrator',
      placingMs: 0,
      planEveryMs,
    },
  };
}

/** What an order list may say of who carries it. */
export const INSTRUCTED: Instructed = {
  plant: 0,
  origin: 10,
  carrier: 2,
  service: 0,
  mode: null,
  transitDays: 1,
  customerArranged: false,
};
