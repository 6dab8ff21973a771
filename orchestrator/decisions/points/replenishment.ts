/** Decision point `replenishment`, described. */
import { columnOf, flag, minutes, viewMinutes } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';
import {
  REPLENISHMENT_POLICIES,
  type ReplenishmentContext,
  type ReplenishmentOption,
  vehicleFits,
} from '../replenishment.ts';
import { shownIn } from '../view.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const column = columnOf<ReplenishmentContext, ReplenishmentOption>();

const REPLENISHMENT_COLUMNS = [
  column('units', 'pieces', 'proposed, of all lines', ({ option }) => option.totalUnits),
  column('value', 'minor units', 'of what is proposed', ({ option }) => Math.round(option.valueMinor)),
  column('weight', 'kg', 'of what is proposed, rounded', ({ option }) =>
    Math.round(option.weightGrams / 1000),
  ),
  column('orderUpTo', '0 or 1', 'proposed by rule order-up-to', ({ option }) =>
    flag(option.rule === 'order-up-to'),
  ),
  column('minMax', '0 or 1', 'proposed by rule min-max', ({ option }) => flag(option.rule === 'min-max')),
  column('urgent', '0 or 1', 'proposed by rule urgent', ({ option }) => flag(option.rule === 'urgent')),
  column('usual', '0 or 1', '1 where the node is the usual one', ({ option }) => flag(option.usual)),
  column(
    'uncovered',
    'pieces',
    'proposed that the stock view of the node does not show',
    ({ context, option, view }) => option.totalUnits - shownIn(view, context.products, option.units),
  ),
  column(
    'viewAge',
    'minutes',
    'of that view, rounded down, at most a week; a week where there is none',
    ({ view }) => viewMinutes(view),
  ),
  column(
    'runsOut',
    'lines',
    'that are sold out before it arrives and get nothing of it',
    ({ context, option }) => linesOutOf(context, option),
  ),
  column('position', 'pieces', 'on hand by the books, of all lines', ({ context }) =>
    sumOf(context.position),
  ),
  column('shelfAge', 'minutes', 'of the report of the shelf, rounded down', ({ context }) =>
    minutes(context.viewAgeMs),
  ),
  column('leadTime', 'hours', 'from review to store, rounded down', ({ context }) =>
    Math.floor(context.leadTimeMs / HOUR_MS),
  ),
] as const;

export const REPLENISHMENT: PointDescription<ReplenishmentContext, ReplenishmentOption> = {
  name: 'replenishment',
  decides: 'how much a store is sent, of a group of products, and from where',
  about: 'replenishment',
  context: {
    store: ['number', 'that is reviewed'],
    group: ['number', 'of products; lists stand by its lines'],
    review: ['number', 'of the review, from 0'],
    viewAgeMs: ['ms', 'how old the report of the shelf is'],
    products: ['numbers', 'of the group'],
    position: ['pieces', 'on hand by the books, by line; nothing is on order'],
    dailyUnits: ['pieces', 'mean demand of a day, by line'],
    minUnits: ['pieces', 'minimum of min-max, by line'],
    targetUnits: ['pieces', 'target of order-up-to, by line'],
    leadTimeMs: ['ms', 'from review to store'],
    weightGramsMax: ['g', 'what a vehicle that can unload there carries'],
  },
  option: {
    source: ['number', 'node that sends it'],
    usual: ['yes or no', 'it is the usual one'],
    rule: ['name', '`order-up-to`, `min-max`, `urgent`: how it was computed'],
    units: ['pieces', 'whole cases, by line'],
    totalUnits: ['pieces', 'of all lines'],
    valueMinor: ['minor units', 'of what is sent'],
    weightGrams: ['g', 'of what is sent'],
  },
  views: { type: 'stock-view', keyOf: ({ source }) => source },
  rules: [everywhere(vehicleFits, 'what is sent fits a vehicle that can unload at the store')],
  policies: REPLENISHMENT_POLICIES,
  baseline: 'order-up-to',
  commitsMinor: ({ valueMinor }) => valueMinor,
  features: { version: 1, columns: REPLENISHMENT_COLUMNS },
};

function linesOutOf(context: ReplenishmentContext, { units }: ReplenishmentOption): number {
  const { position, dailyUnits, leadTimeMs } = context;
  const days = leadTimeMs / (DAY_HOURS * HOUR_MS);
  let lines = 0;
  for (let i = 0; i < units.length; i++)
    if (units[i] === 0 && position[i]! < days * dailyUnits[i]!) lines += 1;
  return lines;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
