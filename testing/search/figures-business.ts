/** What customers, carriers, warehouses and people do wrong. */
import { ANSWERS_OF, TASKS } from '#scenarios/schema/outbound/tasks';
import { readsNoStock } from './arms.ts';
import { rounded } from './draws.ts';
import { changeOf, type FigureKind, shareAt } from './figure-kind.ts';
import { isTree, spotsOf, type Tree, valuesAt } from './tree.ts';

const CONTRACTED = 'network.carriers.*.loadsPerWeek';
/** On a lane. Source: assumption. */
const LOADS_MOST = 3;
const CLASSES = 'network.customers.classes.*';
const CHANGES = 'systems.erp.changes';
/** What carriers of the profile `bad` do that others hardly do. */
const BAD_MANNERS = [
  ...['lateAcceptance', 'tenderCountered', 'tenderExpired', 'truckNoShow', 'truckDetained', 'loadLost'],
  ...['deliveryExcepted', 'bookedTermsDiffer'],
];
/** Drawn for each carrier: whether, and when its bills come. Source: assumption. */
const LATE_SHARE = 0.5;
const LATE_DAYS_LEAST = 15;
const LATE_DAYS_MORE = 60;
/** Drawn for each carrier. Source: assumption. */
const BAD_SHARE = 0.6;

/** Whether it can answer anything wrong: of one of its tasks there is a second answer. Lists of waves are only given where people own them. */
function canErr({ role, answers, kinds }: Tree): boolean {
  const tasks = TASKS[String(role)] ?? [];
  const several = tasks.filter((kind) => kind !== 'releaseWave' && (ANSWERS_OF[kind] ?? 1) > 1);
  const right = (kind: string): number => {
    const own = isTree(kinds) && isTree(kinds[kind]) ? kinds[kind].answer : undefined;
    const said = own ?? (isTree(answers) ? answers[kind] : undefined);
    return typeof said === 'number' ? said : 0;
  };
  return several.length > 0 && several.every((kind) => right(kind) < ANSWERS_OF[kind]!);
}

function ofEach(list: string, share: string): string {
  return `${list}.${share}`;
}

const stations = (tree: Tree): boolean =>
  valuesAt(tree, 'network.nodes.*.work').some((work) => isTree(work) && work.dailyCapacity === undefined);

/** Chance that those who cancel do so as the credit clerk releases. Source: assumption. */
const AS_RELEASED = 0.5;

/** Share that is held then, at least, where any are: else there are few to overtake one another. Source: assumption. */
const HELD_AS_RELEASED = 0.6;

/** In some runs within minutes of a release from credit hold: what is said of the two then overtakes one another. */
function cancelled(): FigureKind {
  const share = shareAt('order-cancelled', [ofEach(CLASSES, 'cancelled')], {
    seen: ['orderCancelled'],
    most: 0.5,
  });
  const putIn: FigureKind['putIn'] = (tree, draws) => {
    share.putIn(tree, draws);
    if (draws.unit('order-cancelled/as-released') >= AS_RELEASED) return;
    for (const { parent, key } of spotsOf(tree, 'systems.erp.creditDecision'))
      parent[key] = { uniform: { min: '60 min', max: '61 min' } };
    for (const { parent, key } of spotsOf(tree, 'systems.erp.cancelAfter'))
      parent[key] = { uniform: { min: '61 min', max: '62 min' } };
    for (const { parent, key } of spotsOf(tree, ofEach(CLASSES, 'creditHold')))
      if (Number(parent[key]) > 0) parent[key] = Math.max(Number(parent[key]), HELD_AS_RELEASED);
  };
  return { ...share, putIn };
}

/**
 * Whether anybody looks at what feeds say: exception cases watch how far stock drifts; of several arms one may be drawn that does
 * (`arms.ts`), and no node is chosen of one. Where ERP allocates it goes by its own picture; stores are still replenished by what feeds say.
 */
function readsFeeds(tree: Tree): boolean {
  if (tree.cases !== undefined) return true;
  if (valuesAt(tree, 'responsibilities.allocate').includes('erp') && tree.replenishment === undefined)
    return false;
  const policies = Array.isArray(tree.policies) ? tree.policies : [];
  const reads = policies.length > 1 || policies.some((entry) => !readsNoStock(entry));
  return reads && valuesAt(tree, 'network.nodes.*').length > 1;
}

/** Orders of which customers want something otherwise. @param by what must be said of it */
function wishOf(name: string, matter: string, seen: readonly string[], by?: string): FigureKind {
  const where = by === undefined ? {} : { where: (changes: Tree) => changes[by] !== undefined };
  return shareAt(name, [`${CHANGES}.${matter}`], { seen, most: 0.4, ...where });
}

/** What only matters where somebody reads it. */
function ofFeeds(kind: FigureKind): FigureKind {
  return { ...kind, allowed: (tree) => kind.allowed(tree) && readsFeeds(tree) };
}

/** Share of the runs with wrong feeds in which these say that there is nothing. Source: assumption. */
const SAY_NONE = 0.5;

/** Too high only matters where stock is scarce: in some runs a wrong entry says that there is none, whatever the scenario says. */
function feedWrong(): FigureKind {
  const share = shareAt('feed-wrong', ['network.nodes.*.feed.wrong'], {
    seen: [],
    most: 0.6,
    alsoSay: { wrongBy: { uniform: { min: 0.2, max: 3 } } },
  });
  const putIn: FigureKind['putIn'] = (tree, draws) => {
    share.putIn(tree, draws);
    if (draws.unit('feed-wrong/none') >= SAY_NONE) return;
    for (const { parent, key } of spotsOf(tree, 'network.nodes.*.feed.wrongBy'))
      parent[key] = { constant: -1 };
  };
  return { ...share, putIn };
}

export const BUSINESS_FIGURES: readonly FigureKind[] = [
  cancelled(),
  shareAt('order-changed', [ofEach(CLASSES, 'changed')], { seen: ['orderChanged'], most: 0.25 }),
  shareAt('credit-held', [ofEach(CLASSES, 'creditHold')], { seen: ['orderHeld'], most: 0.25 }),
  shareAt('credit-refused', [ofEach(CLASSES, 'creditRejected')], { seen: ['orderRejected'], most: 0.6 }),
  shareAt('short-pick', ['network.nodes.*.shortPicks'], { seen: ['pickedShort'], most: 0.3 }),
  changeOf(
    'stock-scarce',
    ['lineBackordered'],
    (tree) => valuesAt(tree, 'network.nodes.*.stock').length > 0,
    (tree, draws) => {
      for (const [i, { parent, key }] of spotsOf(tree, 'network.nodes.*.stock.daysOfDemand').entries())
        parent[key] = rounded(Number(parent[key]) * (0.02 + 0.3 * draws.unit('stock-scarce', i)));
    },
  ),
  shareAt('stock-miscounted', ['network.nodes.*.stock.counts.wrong'], { seen: ['stockAdjusted'], most: 0.2 }),
  ofFeeds(shareAt('feed-omitted', ['network.nodes.*.feed.omitted'], { seen: [], most: 0.6 })),
  ofFeeds(feedWrong()),
  changeOf(
    'tender-rejected',
    ['tenderRejected'],
    (tree) => valuesAt(tree, 'systems.market.rejection').length > 0,
    (tree, draws) => {
      for (const state of ['soft', 'normal', 'tight'])
        for (const { parent, key } of spotsOf(tree, `systems.market.rejection.${state}`))
          parent[key] = rounded(0.1 + 0.5 * draws.unit('tender-rejected'));
    },
  ),
  changeOf(
    'carrier-unreliable',
    BAD_MANNERS,
    // Of the user's own carriers what they do is theirs.
    (tree) => valuesAt(tree, 'network.carriers.*.profile').some(isOfTheHouse),
    (tree, draws) => {
      for (const [i, { parent, key }] of spotsOf(tree, 'network.carriers.*.profile').entries())
        if (isOfTheHouse(parent[key]) && draws.unit('carrier-unreliable', i) < BAD_SHARE) parent[key] = 'bad';
    },
  ),
  changeOf('labour-short', [], stations, (tree, draws) => {
    for (const { parent, key } of spotsOf(tree, 'network.staffPresent'))
      parent[key] = rounded(0.1 + 0.6 * draws.unit('labour-short'));
  }),
  // All orders within an hour.
  changeOf(
    'demand-spike',
    [],
    (tree) => valuesAt(tree, 'demand.hourWeights').length > 0,
    (tree, draws) => {
      const hour = Math.floor(24 * draws.unit('demand-spike'));
      for (const { parent, key } of spotsOf(tree, 'demand.hourWeights'))
        parent[key] = Array.from({ length: 24 }, (_, i) => (i === hour ? 1 : 0));
    },
  ),
  shareAt('person-silent', ['people.*.unanswered'], { seen: ['unanswered'], most: 0.25 }),
  shareAt('person-twice', ['people.*.doubled'], { seen: ['answered-twice'], most: 0.4 }),
  shareAt('person-wrong', ['people.*.mistakes'], { seen: [], most: 0.4, where: canErr }),
  shareAt('customer-urgent', ['systems.crm.classes.*.urgent.share'], { seen: ['urgencyChanged'], most: 0.4 }),
  shareAt('customer-asks', ['systems.crm.classes.*.asks.share'], { seen: ['promiseAsked'], most: 0.4 }),
  shareAt(
    'customer-complains',
    ['late', 'short', 'damaged', 'wrong'].map((why) => `systems.crm.classes.*.complains.${why}`),
    { seen: ['complaintRaised'], most: 0.5 },
  ),
  shareAt('goods-returned', ['returns.classes.*.share'], { seen: ['returnRequested'], most: 0.4 }),
  shareAt(
    'return-strange',
    ['returns.classes.*.never', 'returns.classes.*.strange', 'returns.classes.*.worn'],
    {
      seen: ['returnDiffers'],
      most: 0.3,
    },
  ),
  shareAt('bill-disputed', ['systems.crm.disputes.noticed', 'systems.crm.disputes.unfounded'], {
    seen: ['task disputedInvoice'],
    most: 0.4,
  }),
  // Where somebody has contracted capacity; of who has none a carrier takes any number, and refuses no booking.
  changeOf(
    'capacity-scarce',
    ['bookingRefused'],
    (tree) => valuesAt(tree, CONTRACTED).length > 0,
    (tree, draws) => {
      for (const [i, { parent, key }] of spotsOf(tree, CONTRACTED).entries())
        parent[key] = 1 + Math.floor(LOADS_MOST * draws.unit('capacity-scarce', i));
    },
  ),
  // So late that an auditor has written them off by then. Of carriers on lines of their own, too.
  changeOf(
    'bill-late',
    ['freightWrittenOff'],
    (tree) => valuesAt(tree, 'network.carriers.*.profile').length > 0,
    (tree, draws) => {
      for (const [i, { parent }] of spotsOf(tree, 'network.carriers.*.profile').entries()) {
        if (draws.unit('bill-late', i) >= LATE_SHARE) continue;
        const behaviour = isTree(parent.behaviour) ? parent.behaviour : {};
        const invoices = isTree(behaviour.invoices) ? behaviour.invoices : {};
        const days = Math.round(LATE_DAYS_LEAST + LATE_DAYS_MORE * draws.unit('bill-late/days', i));
        parent.behaviour = { ...behaviour, invoices: { ...invoices, after: { constant: `${days} d` } } };
      }
    },
  ),
  // Beside `changed`, whose events say the same of a quantity.
  wishOf('order-raised', 'more', [], 'moreFactor'),
  wishOf('order-reduced', 'less', [], 'lessFactor'),
  wishOf('day-changed', 'date', ['deliveryDateChanged'], 'dateBy'),
  wishOf('place-changed', 'place', ['shipToChanged']),
];

function isOfTheHouse(profile: unknown): boolean {
  return typeof profile === 'string' && /^[a-z]+$/.test(profile);
}
