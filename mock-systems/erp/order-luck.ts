/**
 * What happens to an order by chance on ERP's side: credit, missing master data, a customer who changes or cancels.
 *
 * 1. Every draw is keyed by the order's draw key, and its line or shipment number: the same order has the same luck
 *    whatever the core decides, and no order's luck depends on another.
 * 2. Of an order whose source says what happens to it, nothing of that is drawn. How long other answers take still is.
 */
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { CustomerClass, ErpOrder, ErpSettings, OrderFate } from './settings.ts';

/** ms after some instant, >= 0. */
class Delay {
  private readonly sampler: Sampler;
  private readonly stream: RandomStream;

  constructor(random: Random, path: string, distribution: Distribution) {
    this.sampler = compile(distribution, path);
    this.stream = random.stream(path);
  }

  of(key: number, index: number): number {
    return drawMs(this.sampler, this.stream, key, index);
  }
}

export class OrderLuck {
  private readonly creditDecision: Delay;
  private readonly change: Delay;
  private readonly cancel: Delay;
  readonly masterData: Delay;
  readonly billing: Delay;
  private readonly settings: ErpSettings;
  private readonly factor: Sampler;
  private readonly holds: RandomStream;
  private readonly rejects: RandomStream;
  private readonly changes: RandomStream;
  private readonly changedLine: RandomStream;
  private readonly changeFactor: RandomStream;
  private readonly cancels: RandomStream;
  private readonly weights: RandomStream;

  constructor(random: Random, settings: ErpSettings) {
    checkSettings(settings);
    this.settings = settings;
    this.creditDecision = new Delay(random, 'erp/credit-decision', settings.creditDecisionMs);
    this.change = new Delay(random, 'erp/change-after', settings.changeAfterMs);
    this.cancel = new Delay(random, 'erp/cancel-after', settings.cancelAfterMs);
    this.masterData = new Delay(random, 'erp/master-data', settings.masterDataAnswerMs);
    this.billing = new Delay(random, 'erp/billing', settings.billingDelayMs);
    this.factor = compile(settings.changeFactor, 'erp.changeFactor');
    this.holds = random.stream('erp/credit-hold');
    this.rejects = random.stream('erp/credit-reject');
    this.changes = random.stream('erp/change');
    this.changedLine = random.stream('erp/changed-line');
    this.changeFactor = random.stream('erp/change-factor');
    this.cancels = random.stream('erp/cancel');
    this.weights = random.stream('erp/missing-weight');
  }

  /** All that happens to it here. */
  fateOf(order: ErpOrder): OrderFate {
    if (order.fate !== undefined) return order.fate;
    const { drawKey, sales } = order;
    const line = this.lineChanged(order);
    return {
      held: this.isHeld(order)
        ? { decidedAfterMs: this.creditDecidedAfterMs(order), rejected: this.isRejected(order) }
        : null,
      changed: this.isChanged(order)
        ? {
            afterMs: this.changedAfterMs(order),
            line,
            units: this.unitsChanged(drawKey, sales.lines[line]!.units),
          }
        : null,
      cancelledAfterMs: this.isCancelled(order) ? this.cancelledAfterMs(order) : null,
      weightsMissing: sales.lines.flatMap((_line, i) => (this.isWeightMissing(order, i) ? [i] : [])),
    };
  }

  isHeld(order: ErpOrder): boolean {
    if (order.fate !== undefined) return order.fate.held !== null;
    return falls(this.holds, order.drawKey, 1, this.classOf(order).holdShare);
  }

  /** What becomes of it if it is held. */
  isRejected(order: ErpOrder): boolean {
    if (order.fate !== undefined) return order.fate.held?.rejected ?? false;
    return falls(this.rejects, order.drawKey, 1, this.classOf(order).rejectShare);
  }

  /** From its release, if it is held. */
  creditDecidedAfterMs({ drawKey, fate }: ErpOrder): number {
    return fate?.held?.decidedAfterMs ?? this.creditDecision.of(drawKey, 1);
  }

  isChanged(order: ErpOrder): boolean {
    if (order.fate !== undefined) return order.fate.changed !== null;
    return falls(this.changes, order.drawKey, 1, this.classOf(order).changeShare);
  }

  /** From its release, if it is changed. */
  changedAfterMs({ drawKey, fate }: ErpOrder): number {
    return fate?.changed?.afterMs ?? this.change.of(drawKey, 1);
  }

  isCancelled(order: ErpOrder): boolean {
    if (order.fate !== undefined) return order.fate.cancelledAfterMs !== null;
    return falls(this.cancels, order.drawKey, 1, this.classOf(order).cancelShare);
  }

  /** From its release, if it is cancelled. */
  cancelledAfterMs({ drawKey, fate }: ErpOrder): number {
    return fate?.cancelledAfterMs ?? this.cancel.of(drawKey, 1);
  }

  /** Index of the line that the customer changes, if any. */
  lineChanged({ drawKey, sales, fate }: ErpOrder): number {
    return fate?.changed?.line ?? this.changedLine.integer(drawKey, 1, sales.lines.length);
  }

  /** What the customer wants of it then: another number than before, >= 0. */
  unitsChanged(drawKey: number, units: number): number {
    const wanted = Math.max(0, Math.round(units * this.factor.sample(this.changeFactor, drawKey, 1)));
    return wanted === units ? units + 1 : wanted;
  }

  /** @param line index of the order's line */
  isWeightMissing(order: ErpOrder, line: number): boolean {
    if (order.fate !== undefined) return order.fate.weightsMissing.includes(line);
    return falls(this.weights, order.drawKey, line + 1, this.settings.missingWeightShare);
  }

  private classOf({ no, sales }: ErpOrder): CustomerClass {
    const found = this.settings.classes[this.settings.classOf[sales.customer]!];
    if (found === undefined)
      assert(false, `customer ${sales.customer} of order ${no} has no class (erp.classOf)`);
    return found;
  }
}

/** Whether a share of all falls on this one. Nothing is drawn where it can't. */
function falls(stream: RandomStream, key: number, index: number, share: number): boolean {
  return share > 0 && stream.unit(key, index) < share;
}

function checkSettings({
  classes,
  missingWeightShare,
  batchEveryMs,
  paymentTermsMs,
  paidKeptMs,
}: ErpSettings) {
  const shares: readonly number[] = [
    missingWeightShare,
    ...classes.flatMap((each) => [each.holdShare, each.rejectShare, each.changeShare, each.cancelShare]),
  ];
  for (const share of shares) assert(share >= 0 && share <= 1, `a share lies in [0, 1], got ${share} (erp)`);
  assert(
    batchEveryMs === null || (Number.isInteger(batchEveryMs) && batchEveryMs > 0),
    `erp.batchEveryMs must be whole ms > 0, or null for no batches, got ${batchEveryMs}`,
  );
  assert(
    Number.isInteger(paymentTermsMs) && paymentTermsMs >= 0 && paidKeptMs > 0,
    `erp.paymentTermsMs must be whole ms >= 0 and paidKeptMs > 0, got ${paymentTermsMs} and ${paidKeptMs}`,
  );
}
