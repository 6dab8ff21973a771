/**
 * One ERP takes the place of another: freeze, cut-over, and what goes wrong on the way. Between the two systems this is a project, not a
 * message: the core hears of it by `orderTakenOver` alone.
 *
 * 1. An order is in one of the two at every instant: in the one that has released it, or, moved, in the new one from the cut-over on.
 * 2. Nothing that was under way for a moved order is lost: what the old system is told of it, or had planned for it, the new one does.
 * 3. There is one picture of stock: the old one's until the cut-over, the new one's from then on, whoever posts.
 * 4. Luck is keyed by what it befalls: an order, a product, a customer.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { assert } from '#sim/assert';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import { drawMs } from '#sim/random/draw-ms';
import type { Random, RandomStream } from '#sim/random/random';
import type { ErpMigrationSettings } from './migration-settings.ts';
import type { OpenOrder } from './open-order.ts';
import type { ErpOrder } from './settings.ts';

/** What has come of it, by its own count. */
export interface MigrationLedger {
  moved: number;
  doubled: number;
  /** Messages to the old system about orders that it has no more, and when the last one came. */
  forwarded: number;
  forwardedAt: number;
}

/** What order entry asks of it. */
export interface Replacement {
  /** Whether this is the system that goes. */
  replaces(system: object): boolean;
  /** Whether the old system leaves this order, and all after it, to the new one. */
  keepsBack(order: ErpOrder, by: object): boolean;
  /** In the freeze: the cut-over; else now. */
  thawAt(now: number): number;
  /** When this system has the master data of a product; 0 = always. */
  productKnownAt(product: number, system: object): number;
}

/** One of the two, as the project sees it. */
interface MigratingErp {
  readonly partner: number;
  has(order: number): boolean;
  /** Goes on with the picture of stock of the other. */
  carryOn(from: this): void;
  leave(visit: (no: number, order: OpenOrder) => void): void;
  takeOver(no: number, order: OpenOrder, said: 'once' | 'again'): void;
  begin(order: ErpOrder): void;
}

interface Saved {
  readonly over: boolean;
  readonly nextUp: ErpOrder | null;
  readonly ledger: MigrationLedger;
}

export class ErpMigration<Erp extends MigratingErp> implements Replacement {
  ledger: MigrationLedger = { moved: 0, doubled: 0, forwarded: 0, forwardedAt: 0 };
  readonly settings: ErpMigrationSettings;
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly from: Erp;
  private readonly to: Erp;
  private readonly doubles: RandomStream;
  private readonly products: RandomStream;
  private readonly customers: RandomStream;
  private readonly repairs: Sampler;
  private readonly onCutOver: HandlerNo;
  private over = false;
  /** The first order that falls into the freeze or after it. */
  private nextUp: ErpOrder | null = null;

  constructor(
    { kernel, log }: { readonly kernel: Kernel; readonly log: BusinessLog },
    random: Random,
    settings: ErpMigrationSettings,
    from: Erp,
    to: Erp,
  ) {
    const { freezeFrom, cutOverAt } = settings;
    assert(freezeFrom <= cutOverAt, `the freeze begins at ${freezeFrom}, after the cut-over at ${cutOverAt}`);
    this.kernel = kernel;
    this.log = log;
    this.settings = settings;
    this.from = from;
    this.to = to;
    this.doubles = random.stream('erp/doubled-order');
    this.products = random.stream('erp/unmoved-product');
    this.customers = random.stream('erp/unmoved-customer');
    this.repairs = compile(settings.repairMs, 'erpMigration.repair');
    this.onCutOver = kernel.handler('erp.cutOver', () => this.cutOver());
    kernel.component('mock.erp-migration', {
      save: (): Saved => ({ over: this.over, nextUp: this.nextUp, ledger: { ...this.ledger } }),
      load: (saved) => {
        const { over, nextUp, ledger } = saved as Saved;
        this.over = over;
        this.nextUp = nextUp;
        this.ledger = { ...ledger };
      },
    });
  }

  /** Not after a restore. */
  start(): void {
    this.kernel.schedule(this.onCutOver, this.settings.cutOverAt);
  }

  replaces(system: object): boolean {
    return system === this.from;
  }

  keepsBack(order: ErpOrder, by: object): boolean {
    if (!this.replaces(by) || order.releaseAt < this.settings.freezeFrom) return false;
    this.nextUp = order;
    return true;
  }

  thawAt(now: number): number {
    const { freezeFrom, cutOverAt } = this.settings;
    return !this.over && now >= freezeFrom ? cutOverAt : now;
  }

  /** In whose books the order is, if it is in any: what was planned for it is done there. */
  holderOf(order: number, asked: Erp): Erp {
    const moved = this.over && asked === this.from && !asked.has(order) && this.to.has(order);
    return moved ? this.to : asked;
  }

  /** As `holderOf`, for what comes from outside. */
  redirected(order: number, asked: Erp): Erp {
    const holder = this.holderOf(order, asked);
    if (holder === asked) return asked;
    this.ledger.forwarded += 1;
    this.ledger.forwardedAt = this.kernel.now;
    return holder;
  }

  /** Whose picture of stock counts. */
  get inCharge(): Erp {
    return this.over ? this.to : this.from;
  }

  productKnownAt(product: number, system: object): number {
    return system === this.to ? this.knownAt(this.products, product, this.settings.productsMissingShare) : 0;
  }

  /** When this system can bill a customer; 0 = always. */
  customerKnownAt(customer: number, system: object): number {
    return system === this.to
      ? this.knownAt(this.customers, customer, this.settings.customersMissingShare)
      : 0;
  }

  private knownAt(stream: RandomStream, key: number, share: number): number {
    if (share === 0 || stream.unit(key, 0) >= share) return 0;
    return this.settings.cutOverAt + drawMs(this.repairs, stream, key, 1);
  }

  private cutOver(): void {
    const { from, to, settings } = this;
    to.carryOn(from);
    this.over = true;
    if (settings.backlog === 'moved') from.leave((no, order) => this.move(no, order));
    if (this.nextUp !== null) to.begin(this.nextUp);
    this.nextUp = null;
  }

  private move(no: number, order: OpenOrder): void {
    const { to, from, log, ledger } = this;
    log.business('orderMoved', 'ERP', 'order', no, 1, from.partner, to.partner);
    ledger.moved += 1;
    const doubled = this.doubles.unit(order.drawKey, 0) < this.settings.doubledShare;
    if (doubled) ledger.doubled += 1;
    to.takeOver(no, order, doubled ? 'again' : 'once');
  }
}
