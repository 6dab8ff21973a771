/**
 * KPIs of customers: what they want otherwise, complain of and send back, and how long they wait for it.
 *
 * 1. Of the whole run only; null where customers are silent, and where nothing of the kind has happened.
 * 2. Censoring: what is open at the end counts against its promise once that has passed, and not before; a return that ended without a
 *    credit is not judged.
 */
import type { CareKpi } from './catalogue/care-catalogue.ts';
import type { OutboundFacts } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { CONDITION } from './outcomes/tables.ts';

type Facts = Pick<OutboundFacts, 'endAt' | 'answerWithinMs' | 'creditWithinMs' | 'disputes'>;

/** Of `COMPLAINT` and `RESOLUTION`, orchestrator/contracts: docs/returns.md. */
const KINDS = 8;
const OF_A_BILL = 5;
const CREDITED = 1;

export function careKpis(outcomes: OutboundOutcomes, facts: Facts): Record<CareKpi, number | null> {
  const { counts } = outcomes.careBooks;
  const complaints = complaintKpis(outcomes, facts);
  return {
    urgenciesHeeded: ratio(counts.hurried, counts.urgencies),
    changesPerOrder: counts.changesAsked === 0 ? null : ratio(counts.changesAsked, outcomes.orders.size),
    changesMade: ratio(counts.changesMade, counts.changesAnswered),
    goodwillCost: complaints.complaintsPerOrder === null ? null : counts.goodwillMinor,
    ...complaints,
    ...returnKpis(outcomes, facts),
    ...disputeKpis(outcomes, facts),
  };
}

function complaintKpis(
  { careBooks: { complaints }, orders, epoch }: OutboundOutcomes,
  { endAt, answerWithinMs }: Facts,
) {
  const within = (answerWithinMs ?? Infinity) / 1000;
  const end = (endAt - epoch) / 1000;
  let judged = 0;
  let inTime = 0;
  let answered = 0;
  let byRule = 0;
  for (let row = 0; row < complaints.size; row++) {
    const raisedAt = complaints.raisedAt[row]!;
    const answeredAt = complaints.answeredAt[row]!;
    if (answeredAt >= 0) {
      answered += 1;
      if (complaints.byPerson[row] === 0) byRule += 1;
      if (answeredAt <= raisedAt + within) inTime += 1;
    }
    if (answeredAt >= 0 || end > raisedAt + within) judged += 1;
  }
  return {
    complaintsPerOrder: answerWithinMs === undefined ? null : ratio(complaints.size, orders.size),
    complaintsInTime: ratio(inTime, judged),
    complaintsByRule: ratio(byRule, answered),
  };
}

function disputeKpis(
  { careBooks: { complaints, counts }, shipments }: OutboundOutcomes,
  { disputes = false }: Facts,
) {
  const resolved = new Sample();
  let disputed = 0;
  let right = 0;
  let answered = 0;
  for (let row = 0; row < complaints.size; row++) {
    if (complaints.key[row]! % KINDS !== OF_A_BILL) continue;
    disputed += 1;
    if (complaints.answeredAt[row]! < 0) continue;
    answered += 1;
    if (complaints.resolution[row] === CREDITED) right += 1;
    resolved.add(complaints.answeredAt[row]! - complaints.raisedAt[row]!);
  }
  let billed = 0;
  for (let row = 0; row < shipments.size; row++) if (shipments.billedAt[row]! >= 0) billed += 1;
  return {
    billsDisputed: disputes ? ratio(disputed, billed) : null,
    disputesRight: ratio(right, answered),
    disputeTimeP50: resolved.quantileMs(0.5),
    disputeTimeP95: resolved.quantileMs(0.95),
    disputesCredited: disputes ? counts.correctedMinor : null,
  };
}

function returnKpis(outcomes: OutboundOutcomes, { endAt, creditWithinMs }: Facts) {
  const { returns } = outcomes.careBooks;
  const within = (creditWithinMs ?? Infinity) / 1000;
  const end = (endAt - outcomes.epoch) / 1000;
  const bench = new Sample();
  const credit = new Sample();
  const sums = { came: 0, refused: 0, judged: 0, inTime: 0 };
  for (let row = 0; row < returns.size; row++) {
    const arrivedAt = returns.arrivedAt[row]!;
    const sentAt = returns.sentAt[row]!;
    const creditedAt = returns.creditedAt[row]!;
    sums.refused += returns.refused[row]!;
    if (arrivedAt >= 0) sums.came += 1;
    if (returns.gradedAt[row]! >= 0) bench.add(returns.gradedAt[row]! - arrivedAt);
    if (creditedAt >= 0) {
      credit.add(creditedAt - sentAt);
      sums.judged += 1;
      if (creditedAt <= sentAt + within) sums.inTime += 1;
    } else if (sentAt >= 0 && returns.closedAt[row]! < 0 && end > sentAt + within) sums.judged += 1;
  }
  return {
    returnRate: creditWithinMs === undefined ? null : ratio(sums.came, deliveredWell(outcomes)),
    returnsRefused: ratio(sums.refused, returns.size),
    benchWaitP50: bench.quantileMs(0.5),
    benchWaitP95: bench.quantileMs(0.95),
    timeToCreditP50: credit.quantileMs(0.5),
    timeToCreditP95: credit.quantileMs(0.95),
    creditsInTime: ratio(sums.inTime, sums.judged),
  };
}

function deliveredWell({ shipments }: OutboundOutcomes): number {
  let well = 0;
  for (let row = 0; row < shipments.size; row++)
    if (shipments.deliveredAt[row]! >= 0 && shipments.condition[row] === CONDITION.good) well += 1;
  return well;
}
