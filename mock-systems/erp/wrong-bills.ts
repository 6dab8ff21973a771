/**
 * Bills that come out too high: an old price, a unit too many, freight that nobody has agreed, the same goods twice.
 *
 * 1. Whether, in which way and by how much is keyed by the order's draw key and the number of its shipment: no other order's bill moves.
 * 2. A wrong bill is too high by at least one minor unit; what does not come out higher is a right one.
 */
import { BILL_DISPUTE } from '#orchestrator/contracts/crm';
import type { SalesOrder } from '#orchestrator/contracts/erp';
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';

/** Shares are of bills, and together at most 1. */
export interface WrongBillSettings {
  readonly priceShare: number;
  /** Billed price / agreed price, of the whole bill. */
  readonly priceFactor: Distribution;
  /** One line of the order, drawn, has so many units too many. */
  readonly quantityShare: number;
  readonly quantityUnits: number;
  readonly freightShare: number;
  readonly freightMinor: number;
  readonly twiceShare: number;
}

interface BilledOrder {
  readonly drawKey: number;
  readonly lines: SalesOrder['lines'];
}

interface Mistake {
  /** `BILL_DISPUTE`. */
  readonly kind: number;
  readonly tooHighMinor: number;
}

export class WrongBills {
  private readonly settings: WrongBillSettings;
  private readonly priceFactor: Sampler;
  private readonly wrong: RandomStream;
  private readonly factor: RandomStream;
  private readonly line: RandomStream;

  constructor(random: Random, settings: WrongBillSettings) {
    const { priceShare, quantityShare, freightShare, twiceShare } = settings;
    const all = priceShare + quantityShare + freightShare + twiceShare;
    assert(
      Math.min(priceShare, quantityShare, freightShare, twiceShare) >= 0 && all < 1 + 1e-9,
      `erp.wrongBills: shares must be >= 0 and together at most 1, got ${all}. Lower them`,
    );
    this.settings = settings;
    this.priceFactor = compile(settings.priceFactor, 'erp.wrongBills.priceFactor');
    this.wrong = random.stream('erp/wrong-bill');
    this.factor = random.stream('erp/wrong-bill-price');
    this.line = random.stream('erp/wrong-bill-line');
  }

  /** @param n of the shipment. @returns null = its bill is right */
  of(order: BilledOrder, n: number, dueMinor: number): Mistake | null {
    const kind = this.kindOf(this.wrong.unit(order.drawKey, n));
    if (kind === -1) return null;
    const tooHighMinor = this.tooHigh(kind, order, n, dueMinor);
    return tooHighMinor > 0 ? { kind, tooHighMinor } : null;
  }

  private kindOf(luck: number): number {
    const { priceShare, quantityShare, freightShare, twiceShare } = this.settings;
    let left = luck - priceShare;
    if (left < 0) return BILL_DISPUTE.price;
    left -= quantityShare;
    if (left < 0) return BILL_DISPUTE.quantity;
    left -= freightShare;
    if (left < 0) return BILL_DISPUTE.freight;
    return left - twiceShare < 0 ? BILL_DISPUTE.twice : -1;
  }

  private tooHigh(kind: number, { drawKey, lines }: BilledOrder, n: number, dueMinor: number): number {
    switch (kind) {
      case BILL_DISPUTE.price:
        return Math.round(dueMinor * this.priceFactor.sample(this.factor, drawKey, n)) - dueMinor;
      case BILL_DISPUTE.quantity: {
        const { unitPriceMinor } = lines[this.line.integer(drawKey, n, lines.length)]!;
        return this.settings.quantityUnits * unitPriceMinor;
      }
      case BILL_DISPUTE.freight:
        return this.settings.freightMinor;
      default:
        return dueMinor;
    }
  }
}
