/** The sections on customers -> what they do, what ERP and the returns benches do, and what the core goes by. */
import type { CustomerProfile, DisputeSettings, ReturnProfile } from '#mock-systems/crm/settings';
import type { CreditSettings } from '#mock-systems/erp/credit-notes';
import type { WrongBillSettings } from '#mock-systems/erp/wrong-bills';
import type { StationSettings, WmsNode } from '#mock-systems/wms/settings';
import type { CareLimits } from '#orchestrator/model/care';
import { DAY_MS } from '#sim/shifts/civil';
import type {
  CrmClassSection,
  CrmSection,
  DisputesSection,
  ReturningClassSection,
  ReturnsSection,
} from '../../../schema/outbound/crm.ts';
import type { WrongBillsSection } from '../../../schema/outbound/erp.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';
import { drawnCount, drawnMs } from '../../draws.ts';
import type { CareWorld } from '../../outbound-world.ts';
import { KEPT_MS } from '../settings.ts';
import { calendarOf, shiftsOf } from '../timetable.ts';
import { hoursOf, type Span } from './warehouses.ts';

const AFTER_CARE = '30 d';
const SHORT_AFTER = '2 d';
const REPEAT = '2 d';
const TIMES = 3;
const NEVER = { kind: 'constant', value: 0 } as const;
const LOOK_EVERY_MS = 7 * DAY_MS;
/** A quarter: who has got nothing by then has forgotten it. Source: assumption. */
const LOOKS_MAX = 13;

/** @param classOf index of `network.customers.classes`, by customer */
export function careWorld(
  { network, returns }: OutboundScenario,
  crm: CrmSection,
  classOf: readonly number[],
): CareWorld {
  const classes = network.customers.classes.map(({ name }) =>
    profileOf(
      name,
      crm.classes.find((each) => each.class === name),
      returns?.classes.find((each) => each.class === name),
    ),
  );
  return {
    crm: {
      ...(crm.disputes === undefined ? {} : { disputes: disputesOf(crm.disputes) }),
      classes,
      classOf,
      lookEveryMs: LOOK_EVERY_MS,
      looksMax: LOOKS_MAX,
    },
    creditWithinMs: returns === undefined ? null : durationMs(returns.creditWithin),
  };
}

function disputesOf({ noticed, unfounded, after }: DisputesSection): DisputeSettings {
  return { noticedShare: noticed, unfoundedShare: unfounded, afterMs: drawnMs(after) };
}

/** What ERP bills too high. */
export function wrongBillsOf(section: WrongBillsSection): WrongBillSettings {
  const { price, priceFactor, quantity, quantityUnits, freight, freightCharge, twice } = section;
  return {
    priceShare: price ?? 0,
    priceFactor: priceFactor === undefined ? { kind: 'constant', value: 1 } : drawnCount(priceFactor),
    quantityShare: quantity ?? 0,
    quantityUnits: quantityUnits ?? 1,
    freightShare: freight ?? 0,
    freightMinor: freightCharge === undefined ? 0 : moneyMinor(freightCharge),
    twiceShare: twice ?? 0,
  };
}

function profileOf(
  name: string,
  section: CrmClassSection | undefined,
  returning: ReturningClassSection | undefined,
): CustomerProfile {
  const { urgent, asks, complains } = section ?? {};
  return {
    name,
    urgency: {
      share: urgent?.share ?? 0,
      afterMs: urgent === undefined ? NEVER : drawnMs(urgent.after),
      priority: urgent?.priority ?? 0,
      withinMs: urgent === undefined ? 0 : durationMs(urgent.within),
    },
    question: {
      share: asks?.share ?? 0,
      beforeMs: asks === undefined ? NEVER : drawnMs(asks.before),
      patienceMs: asks === undefined ? 0 : durationMs(asks.patience),
    },
    complaint: {
      lateShare: complains?.late ?? 0,
      lateAfterMs: complains === undefined ? 0 : durationMs(complains.lateAfter),
      shortShare: complains?.short ?? 0,
      shortAfterMs: durationMs(complains?.shortAfter ?? SHORT_AFTER),
      damagedShare: complains?.damaged ?? 0,
      wrongShare: complains?.wrong ?? 0,
      afterMs: complains === undefined ? NEVER : drawnMs(complains.after),
      repeatMs: durationMs(complains?.repeat ?? REPEAT),
      timesMax: complains?.times ?? TIMES,
    },
    returns: returning === undefined ? null : returningOf(returning),
  };
}

function returningOf(section: ReturningClassSection): ReturnProfile {
  const { reasons, partOf, wornOf } = section;
  return {
    share: section.share,
    afterMs: drawnMs(section.after),
    partShare: section.part ?? 0,
    partFactor: partOf === undefined ? { kind: 'constant', value: 0.5 } : drawnCount(partOf),
    tooManyShare: section.tooMany ?? 0,
    reasonWeights: [reasons.unwanted, reasons.damaged, reasons.wrong, reasons.defective],
    neverShare: section.never ?? 0,
    strangeShare: section.strange ?? 0,
    strangeUnits: 1,
    wornShare: section.worn ?? 0,
    wornFactor: wornOf === undefined ? { kind: 'constant', value: 1 } : drawnCount(wornOf),
    packMs: drawnMs(section.pack),
    transitMs: drawnMs(section.transit),
  };
}

export function careLimits(
  { afterCare, answerWithin, lateCredit, disputes }: CrmSection,
  returns: ReturnsSection | undefined,
): CareLimits {
  return {
    afterCareMs: durationMs(afterCare ?? AFTER_CARE),
    answerWithinMs: durationMs(answerWithin),
    lateCreditShare: lateCredit?.share ?? 0,
    lateCreditMinorMax: lateCredit === undefined ? 0 : moneyMinor(lateCredit.most),
    disputes:
      disputes === undefined
        ? null
        : { withinMs: durationMs(disputes.within), creditMinorMax: moneyMinor(disputes.creditMost) },
    returns:
      returns === undefined
        ? null
        : {
            withinMs: durationMs(returns.within),
            neverCameMs: durationMs(returns.neverCame),
            answerWithinMs: durationMs(returns.answerWithin),
          },
  };
}

export function creditsOf(returns: ReturnsSection | undefined): CreditSettings {
  return {
    postingMs: returns === undefined ? NEVER : drawnMs(returns.creditPosting),
    billedKeptMs: 2 * KEPT_MS,
  };
}

/** The nodes with their returns benches. */
export function withBenches(
  nodes: readonly WmsNode[],
  { network }: OutboundScenario,
  returns: ReturnsSection | undefined,
  span: Span,
): WmsNode[] {
  if (returns === undefined) return [...nodes];
  return nodes.map((node, no) => ({ ...node, returns: benchOf(network, no, returns, span) }));
}

function benchOf(
  network: OutboundScenario['network'],
  no: number,
  { bench }: ReturnsSection,
  { startAt, endAt }: Span,
): StationSettings {
  const section = network.nodes[no]!;
  const { zone } = network.places.find((place) => place.name === section.place)!;
  const shifts = shiftsOf(calendarOf(bench.hours ?? hoursOf(section), zone, section.name), startAt, endAt);
  const { workers, perLine, perShipment, perHandlingUnit, breakdowns } = bench;
  return {
    workers,
    msPerLine: perLine === undefined ? null : drawnMs(perLine),
    msPerShipment: perShipment === undefined ? null : drawnMs(perShipment),
    msPerHandlingUnit: perHandlingUnit === undefined ? null : drawnMs(perHandlingUnit),
    // What is not done by the end is done some time after it, so that it never counts as stuck.
    shifts:
      shifts.length === 0
        ? []
        : [...shifts, [Math.max(endAt, shifts.at(-1)![1]), Number.MAX_SAFE_INTEGER] as const],
    breakdowns:
      breakdowns === undefined
        ? null
        : { upMs: drawnMs(breakdowns.every), downMs: drawnMs(breakdowns.repair) },
  };
}
