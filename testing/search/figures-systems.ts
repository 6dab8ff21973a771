/** What systems, docks, borders, devices and vehicles do wrong, and a core that is slow. */
import { rounded } from './draws.ts';
import { changeOf, type FigureKind, shareAt } from './figure-kind.ts';
import { isTree, spotsOf, type Tree, valuesAt } from './tree.ts';

const COUNTRIES = 'systems.customs.countries.*';
const NEVER_CAME = 'inbound.limits.neverCame';
const BILLS = 'systems.erp.wrongBills';
const APPOINTMENTS = 'systems.tms.appointments';

/** Exams of a country may reach this share of its loads, when they are at their tightest. */
const EXAMS_MOST = 0.8;

function examsOf(regime: Tree): Tree[] {
  return Array.isArray(regime.exams) ? regime.exams.filter(isTree) : [];
}

/** How many times its exams may be as frequent. */
function roomFor(regime: Tree): number {
  const sum = examsOf(regime).reduce((all, { share }) => all + Number(share), 0);
  const factors = Array.isArray(regime.tightening)
    ? regime.tightening.map(({ factor }) => Number(factor))
    : [];
  return sum === 0 ? 0 : EXAMS_MOST / (sum * Math.max(1, ...factors));
}

export const SYSTEM_FIGURES: readonly FigureKind[] = [
  shareAt('weight-missing', ['systems.erp.missingWeights'], { seen: ['task weightMissing'], most: 0.2 }),
  shareAt('bill-price', [`${BILLS}.price`], {
    seen: ['billMistaken'],
    most: 0.2,
    where: ({ priceFactor }) => priceFactor !== undefined,
  }),
  shareAt('bill-twice', [`${BILLS}.twice`], { seen: ['billMistaken'], most: 0.2 }),
  shareAt('proof-unread', ['systems.proof.unread'], { seen: ['proofUnread'], most: 0.5 }),
  // So few doors for trucks that their book fills up.
  changeOf(
    'docks-scarce',
    ['pickupSlotRefused', 'pickupSlotMissed'],
    (tree) => valuesAt(tree, APPOINTMENTS).length > 0,
    (tree, draws) => {
      for (const { parent, key } of spotsOf(tree, `${APPOINTMENTS}.doors`)) {
        parent[key] = 1;
        parent.docks = [];
        parent.ahead = `${Math.round(2 + 6 * draws.unit('docks-scarce'))} d`;
      }
    },
  ),
  shareAt('proof-missing', ['systems.proof.missing'], { seen: [], most: 0.3 }),
  shareAt(
    'delivery-differs',
    ['short', 'damaged', 'over'].map((how) => `systems.proof.differences.${how}`),
    { seen: ['deliveryDiffers'], most: 0.15 },
  ),
  shareAt('declaration-queried', [`${COUNTRIES}.queries`, `${COUNTRIES}.queriesAgain`], {
    seen: ['declarationQueried'],
    most: 0.4,
  }),
  changeOf(
    'customs-exam',
    ['goodsHeld'],
    (tree) => valuesAt(tree, COUNTRIES).some((regime) => isTree(regime) && roomFor(regime) > 0),
    (tree, draws) => {
      for (const regime of valuesAt(tree, COUNTRIES).filter(isTree)) {
        const times = roomFor(regime) * (0.2 + 0.8 * draws.unit('customs-exam'));
        for (const exam of examsOf(regime)) exam.share = rounded(Number(exam.share) * times);
      }
    },
  ),
  shareAt('customs-refused', [`${COUNTRIES}.refused`], { seen: ['goodsRefused'], most: 0.3 }),
  shareAt('device-dead-zone', ['systems.telematics.deadZones'], { seen: [], most: 0.4 }),
  shareAt('device-flat', ['systems.telematics.flatBatteries'], { seen: ['deviceSilent'], most: 0.3 }),
  shareAt('device-wrong', ['systems.telematics.wrongDevices'], { seen: ['deviceMistrusted'], most: 0.2 }),
  shareAt('goods-warm', ['systems.telematics.coldChain.excursions'], {
    seen: ['temperatureExceeded'],
    most: 0.5,
  }),
  changeOf(
    'supplier-unreliable',
    ['arrivalDelayed', 'purchaseOrderDeclined', 'receiptDiscrepant', 'appointmentMissed'],
    (tree) => valuesAt(tree, 'inbound.suppliers').length > 0,
    (tree) => {
      for (const { parent, key } of spotsOf(tree, 'inbound.suppliers.*.profile')) parent[key] = 'unreliable';
    },
  ),
  shareAt('dock-miscounted', ['inbound.docks.*.miscounted'], { seen: ['countDiffered'], most: 0.3 }),
  shareAt('migration-doubled', ['systems.erpMigration.doubled'], { seen: ['orderDoubled'], most: 0.3 }),
  shareAt(
    'migration-gap',
    ['systems.erpMigration.productsMissing', 'systems.erpMigration.customersMissing'],
    {
      seen: [],
      most: 0.2,
    },
  ),
  shareAt('stop-refused', ['replenishment.routes.risks.refused', 'replenishment.routes.risks.lateRefused'], {
    seen: ['stopRefused'],
    most: 0.2,
  }),
  changeOf(
    'vehicle-breakdown',
    ['vehicleBrokeDown'],
    (tree) => valuesAt(tree, 'replenishment.routes.risks').length > 0,
    (tree, draws) => {
      for (const { parent, key } of spotsOf(tree, 'replenishment.routes.risks.kmBetweenBreakdowns'))
        parent[key] = Math.round(400 + 8000 * draws.unit('vehicle-breakdown'));
    },
  ),
  shareAt('shelf-shrinkage', ['replenishment.sales.shrinkage'], { seen: ['shelfShrunk'], most: 0.1 }),
  // Steps and commits take so long that inputs queue.
  changeOf(
    'core-slow',
    [],
    () => true,
    (tree, draws) => {
      if (!isTree(tree.platform)) return;
      tree.platform.workers = 1;
      tree.platform.stepLatency = `${Math.round(20 + 1500 * draws.unit('core-slow', 0))} ms`;
      tree.platform.storeLatency = `${Math.round(20 + 1500 * draws.unit('core-slow', 1))} ms`;
    },
  ),
  shareAt('currency-slip', ['network.carriers.*.slips.currency'], {
    seen: ['currency-slip'],
    most: 0.3,
    where: ({ rate }) => rate !== undefined,
  }),
  shareAt('unit-slip', ['network.carriers.*.slips.pounds', 'inbound.suppliers.*.slips.cartons'], {
    seen: ['unit-slip'],
    most: 0.3,
  }),
  // Given up as soon as may be: some of these trucks are at the gate by then, and the core has not heard of it.
  changeOf(
    'trucks-given-up',
    ['receiptLost'],
    (tree) => valuesAt(tree, NEVER_CAME).length > 0,
    (tree) => {
      for (const { parent, key } of spotsOf(tree, NEVER_CAME)) parent[key] = '1 h';
    },
  ),
];
