/**
 * ERP's order entry: orders are released, held for credit, changed, cancelled, given the weights they lack, and passed on to the system that
 * takes its place.
 *
 * 1. Orders are taken from their source one by one, when the one before has been released.
 * 2. An order is forgotten when the core is done with it and every invoice of it is posted.
 * 3. The weight of `orderReleased` is that of the lines whose weight ERP knows.
 * 4. Business events are written when they happen, messages leave at once or with the next file, in order.
 */
import { type ErpToCore, HOLD, type RequestMasterData, type SalesOrder } from '#orchestrator/contracts/erp';
import { ERP } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { type MistakeLog, type MockContext, MockSystem } from '../mock-system.ts';
import { ChangeDesk } from './change-desk.ts';
import { Documents } from './documents.ts';
import type { Replacement } from './erp-migration.ts';
import { runAt } from './jobs.ts';
import { countLines } from './line-book.ts';
import { copyOrder, isReported, type OpenOrder, openOrder } from './open-order.ts';
import { OrderLuck } from './order-luck.ts';
import { OrderNotes } from './order-notes.ts';
import type { OrderSource } from './order-source.ts';
import { OutgoingFile } from './outgoing-file.ts';
import { type ErpConduct, PLAIN_CONDUCT, SALES_STATE } from './profile.ts';
import type { ErpOrder, ErpSettings } from './settings.ts';

/** Which one it is, where a run has two. */
export interface ErpIdentity {
  readonly partner: number;
  readonly name: string;
  /** What its names on the calendar begin with. */
  readonly prefix: string;
}

const THE_ONE: ErpIdentity = { partner: ERP, name: 'ERP', prefix: 'erp' };

export abstract class OrderEntry<State> extends MockSystem<State> {
  protected readonly orders = new LentRecords<OpenOrder>(copyOrder);
  protected readonly file: OutgoingFile;
  /** null where it has no profile. */
  protected readonly documents: Documents | null;
  protected readonly conduct: ErpConduct;
  /** What it is part of where it is replaced, or takes another's place. */
  protected migration: Replacement | null = null;
  protected readonly settings: ErpSettings;
  protected readonly source: OrderSource;
  protected readonly luck: OrderLuck;
  private readonly notes: OrderNotes | null;
  readonly changes: ChangeDesk;
  private readonly mistakes: MistakeLog | null;
  private readonly prefix: string;
  private readonly onRelease: HandlerNo;
  private readonly onCredit: HandlerNo;
  private readonly onChange: HandlerNo;
  private readonly onCancel: HandlerNo;
  private readonly onMasterData: HandlerNo;

  /** @param source of orders, none before the kernel's `now` */
  constructor(
    context: MockContext,
    random: Random,
    settings: ErpSettings,
    source: OrderSource,
    { partner, name, prefix }: ErpIdentity = THE_ONE,
  ) {
    super(context, partner, name);
    this.settings = settings;
    this.source = source;
    this.prefix = prefix;
    this.conduct = settings.conduct ?? PLAIN_CONDUCT;
    const { forms, collective } = this.conduct;
    this.documents = forms === null ? null : new Documents(this.log, partner, forms, { collective });
    this.luck = new OrderLuck(random, settings);
    this.notes = settings.notes === undefined ? null : new OrderNotes(random, settings.notes);
    this.changes = new ChangeDesk(random, settings.changes, {
      kernel: this.kernel,
      log: this.log,
      say: (kind, key, a, b, body) => this.say(kind, key, a, b, body as never),
      handler: (what, run) => this.handler(what, run),
      openOrder: (no) => this.orders.get(no),
      holderOf: (no) => this.holderOf(no).changes,
      waits: (handler, no, b) => this.waits(handler, no, b),
    });
    this.mistakes = context.mistakes ?? null;
    this.file = new OutgoingFile(
      this.kernel,
      settings.batchEveryMs,
      (kind, key, a, b, body) => this.send(kind, key, a, b, body as never),
      `${prefix}.file`,
    );
    this.onRelease = this.handler('release', (_no, _b, order) => {
      this.release(order as ErpOrder);
      this.scheduleNext();
    });
    this.onCredit = this.handler('credit', (no, rejected) =>
      this.holderOf(no).decideCredit(no, rejected === 1),
    );
    this.onChange = this.handler('change', (no, line, units) =>
      this.holderOf(no).change(no, line, units as number | undefined),
    );
    this.onCancel = this.handler('cancel', (no) => this.holderOf(no).cancel(no));
    this.onMasterData = this.handler('masterData', (no) => this.holderOf(no).provideMasterData(no));
  }

  /** In whose books the order is. */
  protected abstract holderOf(order: number): OrderEntry<State>;

  /** On the calendar under a name of its own. */
  protected handler(what: string, run: (a: number, b: number, payload: unknown) => void): HandlerNo {
    return this.kernel.handler(`${this.prefix}.${what}`, run);
  }

  /** Orders that it has not forgotten. */
  get openOrders(): number {
    return this.orders.size;
  }

  has(order: number): boolean {
    return this.orders.has(order);
  }

  /** The first order that it releases in the place of another; not before now. */
  begin(order: ErpOrder): void {
    this.kernel.schedule(this.onRelease, Math.max(order.releaseAt, this.kernel.now), order.no, 0, order);
  }

  /** Gives up every order that is open, the smallest first. */
  leave(visit: (no: number, order: OpenOrder) => void): void {
    const open: number[] = [];
    this.orders.forEach((_order, no) => {
      open.push(no);
    });
    for (const no of open.sort((x, y) => x - y)) {
      const order = this.orders.get(no)!;
      this.orders.delete(no);
      visit(no, order);
      this.reach(no, order, SALES_STATE.rejected);
    }
  }

  /** An order of another system is its own from now on. @param said `again` = also as if it were new */
  takeOver(no: number, moved: OpenOrder, said: 'once' | 'again'): void {
    const state = moved.documents?.state ?? stateOf(moved);
    const left = moved.documents?.unitsLeft ?? moved.lines.reduce((sum, { units }) => sum + units, 0);
    const documents = this.documents?.open(no, state, left) ?? null;
    this.orders.set(no, { ...copyOrder(moved), documents, sales: null });
    this.say('orderTakenOver', no, 0, 0, null);
    if (said === 'again') this.say('salesOrderReleased', no, HOLD.none, 0, moved.sales!);
  }

  protected scheduleNext(): void {
    const order = this.source.next();
    if (order === null || (this.migration?.keepsBack(order, this) ?? false)) return;
    this.begin(order);
  }

  protected release(order: ErpOrder): void {
    const { no } = order;
    const held = this.luck.isHeld(order);
    const replaced = this.migration?.replaces(this) ?? false;
    const open = openOrder(order, { replaced, booked: this.settings.lineBook ?? false });
    this.orders.set(no, open);
    const sales = this.withNote(this.asKnown(order), order);
    let units = 0;
    let grams = 0;
    let valueMinor = 0;
    for (const line of sales.lines) {
      units += line.units;
      valueMinor += line.units * line.unitPriceMinor;
      grams += line.units * (line.unitWeightGrams ?? 0);
    }
    this.log.business('orderReleased', 'ERP', 'order', no, 1, units, grams);
    this.log.business('orderPromised', 'ERP', 'order', no, 1, sales.promisedAt, sales.customer);
    if (order.requestedAt !== undefined)
      this.log.business('orderRequested', 'ERP', 'order', no, 1, order.requestedAt, sales.promisedAt);
    this.log.business('orderValued', 'ERP', 'order', no, 1, valueMinor, sales.lines.length);
    if (held) this.log.business('orderHeld', 'ERP', 'order', no, 1, 0, 0);
    const state = held ? SALES_STATE.blocked : SALES_STATE.open;
    if (this.documents !== null) open.documents = this.documents.open(no, state, units);
    this.say('salesOrderReleased', no, held ? HOLD.credit : HOLD.none, 0, sales);
    this.scheduleLife(order, held);
  }

  /** As the customer wrote it. Words meant for a model are on record as what they are; ERP does not know. */
  private withNote(sales: SalesOrder, { no, drawKey }: ErpOrder): SalesOrder {
    const note = this.notes?.of(drawKey) ?? null;
    if (note === null) return sales;
    if (note.isInjected)
      this.mistakes?.('injected-text', `${this.name} to core`, no, {
        kind: 'salesOrderReleased',
        text: note.text,
      });
    return { ...sales, note: note.text };
  }

  /** The order without the weights that the master data lack. */
  private asKnown(order: ErpOrder): SalesOrder {
    const { sales } = order;
    let lines = sales.lines;
    for (let i = 0; i < sales.lines.length; i++) {
      if (!this.luck.isWeightMissing(order, i) && !this.lacksProduct(sales.lines[i]!.product)) continue;
      lines = lines.with(i, { ...sales.lines[i]!, unitWeightGrams: null });
    }
    return lines === sales.lines ? sales : { ...sales, lines };
  }

  /** Its master data have not come over from the system that it replaces. */
  private lacksProduct(product: number): boolean {
    const { migration } = this;
    return migration !== null && migration.productKnownAt(product, this) > this.kernel.now;
  }

  private scheduleLife(order: ErpOrder, held: boolean): void {
    const { luck, kernel } = this;
    const { no } = order;
    const { now } = kernel;
    if (held) {
      const rejected = luck.isRejected(order) ? 1 : 0;
      const decidedAt = now + luck.creditDecidedAfterMs(order);
      const { creditJob } = this.conduct;
      kernel.schedule(
        this.onCredit,
        creditJob === null ? decidedAt : runAt(creditJob, decidedAt),
        no,
        rejected,
      );
    }
    if (luck.isChanged(order))
      kernel.schedule(
        this.onChange,
        now + luck.changedAfterMs(order),
        no,
        luck.lineChanged(order),
        order.fate?.changed?.units,
      );
    this.changes.released(order);
    if (luck.isCancelled(order)) kernel.schedule(this.onCancel, now + luck.cancelledAfterMs(order), no);
  }

  private decideCredit(no: number, rejected: boolean): void {
    const order = this.orders.get(no);
    if (order === undefined || order.cancelled || order.done) return;
    if (this.waits(this.onCredit, no, rejected ? 1 : 0)) return;
    const event = rejected ? 'orderRejected' : 'holdReleased';
    this.log.business(event, 'ERP', 'order', no, 1, 0, 0);
    this.say(event, no, 0, 0, null);
    this.reach(no, order, rejected ? SALES_STATE.rejected : SALES_STATE.open);
    if (!rejected) return;
    order.done = true;
    this.forgetIfOver(no, order);
  }

  /** @param said units that the customer wants; undefined = they are drawn */
  private change(no: number, line: number, said: number | undefined): void {
    const order = this.orders.get(no);
    if (order === undefined || order.cancelled || order.done) return;
    if (this.waits(this.onChange, no, line, said)) return;
    const units = said ?? this.luck.unitsChanged(order.drawKey, order.lines[line]!.units);
    this.changes.askUnits(no, order, line, units);
  }

  protected cancel(no: number): void {
    const order = this.orders.get(no);
    if (order === undefined || order.done) return;
    if (this.waits(this.onCancel, no, 0)) return;
    order.cancelled = true;
    this.log.business('orderCancelled', 'ERP', 'order', no, 1, 0, 0);
    this.say('orderCancelled', no, 0, 0, null);
  }

  protected askMasterData({ key }: RequestMasterData): void {
    const order = this.orders.get(key);
    if (order === undefined || order.masterData === 'asked') return;
    if (order.masterData === 'provided') {
      this.sayWeights(key, order);
      return;
    }
    order.masterData = 'asked';
    let at = this.kernel.now + this.luck.masterData.of(order.drawKey, 1);
    const { migration } = this;
    if (migration !== null)
      for (const { product } of order.lines) at = Math.max(at, migration.productKnownAt(product, this));
    this.kernel.schedule(this.onMasterData, at, key);
  }

  private provideMasterData(no: number): void {
    const order = this.orders.get(no);
    if (order === undefined) return;
    order.masterData = 'provided';
    this.sayWeights(no, order);
  }

  private sayWeights(no: number, { lines }: OpenOrder): void {
    this.say('masterDataProvided', no, 0, 0, {
      unitWeightGrams: lines.map(({ unitWeightGrams }) => unitWeightGrams!),
    });
  }

  /** Waits for the end of a freeze. @returns whether it waits */
  private waits(handler: HandlerNo, no: number, b: number, payload?: unknown): boolean {
    const { now } = this.kernel;
    const at = this.migration === null ? now : this.migration.thawAt(now);
    if (at > now) this.kernel.schedule(handler, at, no, b, payload);
    return at > now;
  }

  /** Which of its lines were there in time, of an order that its customer has not cancelled; once. */
  protected writeLines(no: number, { lineBook, cancelled }: OpenOrder): void {
    if (lineBook === null || cancelled) return;
    const { lines, whole } = countLines(lineBook);
    if (lines > 0) this.log.business('orderLinesJudged', 'ERP', 'order', no, 1, whole, lines);
  }

  protected forgetIfOver(no: number, order: OpenOrder): void {
    if (!isReported(order) || order.billing > 0) return;
    this.reach(
      no,
      order,
      order.cancelled && order.issued === 0 ? SALES_STATE.rejected : SALES_STATE.completed,
    );
    this.orders.delete(no);
  }

  protected reach(no: number, { documents }: OpenOrder, state: number): void {
    if (documents !== null) this.documents!.reach(no, documents, state);
  }

  protected say<Kind extends ErpToCore['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<ErpToCore, { readonly kind: Kind }>['body'],
  ): void {
    this.file.put(kind, key, a, b, body);
  }
}

/** Of an order whose system has kept no documents. */
function stateOf({ issued }: OpenOrder): number {
  return issued === 0 ? SALES_STATE.open : SALES_STATE.partlyDelivered;
}
