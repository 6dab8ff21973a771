/** Settings and inputs for tests of replenishment: stores 0 to 3 with two groups each; key 7 is store 3, group 1. */
import type { UnitsOfProducts } from '#orchestrator/contracts/replenishment';
import { input, TEST_NOW } from '#testing/core/given';
import type { ReplenishmentOption } from '../../decisions/replenishment.ts';
import type { ReplenishmentLimits, ReplenishmentSettings } from '../../model/replenishment.ts';
import type { ReplenishmentInput } from './inputs.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const FIRST = 1001;
/** First review of key 7, and the transfers that it may come to. */
export const REVIEW_AT = TEST_NOW + 2 * HOUR;
export const TRANSFER = FIRST + 7 * 2;
export const DUE_AT = TEST_NOW + DAY + 4 * HOUR;

const LIMITS: ReplenishmentLimits = {
  authorityMinor: 100_000,
  viewAgeMsMax: 20 * HOUR,
  answerGraceMs: HOUR,
  statusRequestsMax: 1,
  issueGraceMs: 2 * DAY,
  receiptGraceMs: DAY,
  taskEscalationMs: 12 * HOUR,
  collectMs: HOUR / 2,
  keptBackShare: 0.1,
};

export function replenishmentSettings(
  limits: Partial<ReplenishmentLimits> = {},
  sources: readonly number[] = [1, 0],
): ReplenishmentSettings {
  const plan = {
    reviews: [REVIEW_AT, REVIEW_AT + DAY, REVIEW_AT + 2 * DAY],
    dailyUnits: [10, 4],
    targetUnits: [40, 20],
    minUnits: [10, 6],
    maxUnits: [50, 18],
  };
  return {
    numbering: { first: FIRST, stores: 4, groups: 2 },
    stores: Array.from({ length: 4 }, () => ({
      sources,
      weightGramsMax: 40_000,
      windows: [TEST_NOW + DAY, DUE_AT, TEST_NOW + 2 * DAY, TEST_NOW + 2 * DAY + 4 * HOUR],
      plans: [plan, plan],
    })),
    groups: [
      { products: [0, 1], casePack: 6, leadTimeMs: DAY },
      { products: [2, 3], casePack: 6, leadTimeMs: DAY },
    ],
    unitPriceMinor: [100, 200, 300, 400],
    unitWeightGrams: [500, 500, 500, 500],
    keptAt: [null, null],
    limits: { ...LIMITS, ...limits },
  };
}

export const reported = (
  onHand: readonly number[],
  no = 1,
  countedAt: number = TEST_NOW,
): ReplenishmentInput => input('shelfReported', { onHand, sold: onHand.map(() => 0) }, countedAt, no);
export const rang = (timer: number): ReplenishmentInput => input('timer', null, timer);
export const answered = (answer: number, no: number): ReplenishmentInput =>
  input('taskAnswered', null, answer, no);

export const OPTION: ReplenishmentOption = {
  source: 1,
  usual: true,
  rule: 'order-up-to',
  units: [36, 12],
  totalUnits: 48,
  valueMinor: 15_600,
  weightGrams: 24_000,
};

export const decided = (option: ReplenishmentOption | null, attempt = 1): ReplenishmentInput =>
  input(
    'decided',
    { point: 'replenishment', policy: 'order-up-to', fallback: null, option },
    option === null ? -1 : 0,
    attempt,
  );
export const allotted = (units: readonly number[], wanted = 48): ReplenishmentInput =>
  input(
    'transferAllotted',
    { units },
    units.reduce((sum, each) => sum + each, 0),
    wanted,
  );
export const transferReleased = (no = TRANSFER): ReplenishmentInput =>
  input('transferReleased', null, no, 48);
export const issued = (units: readonly number[], n = 0, no = TRANSFER): ReplenishmentInput =>
  input('transferIssued', goods(units), no, n);
export const deliveredIn = (condition: number, n = 0, no = TRANSFER): ReplenishmentInput =>
  input('transferDelivered', null, no, n * 4 + condition);
export const received = (units: readonly number[], n = 0, no = TRANSFER): ReplenishmentInput =>
  input('transferReceived', goods(units), no, n);
export const closed = (cancelled: number, no = TRANSFER): ReplenishmentInput =>
  input('transferClosed', null, no, cancelled);

function goods(units: readonly number[]): UnitsOfProducts {
  return { products: [2, 3], units };
}
