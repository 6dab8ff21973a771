/**
 * The mock landscape of a twin as partners of a live platform: ERP, WMS, TMS and carriers on a kernel that follows the live clock,
 * called by HTTP, calling the core's gateway. They live in the test's process, so that their books outlive every kill.
 *
 * 1. A mock is asked what it would be asked in a twin, in an event of the kernel; what the call came to is answered when it is done,
 *    or gets lost by a keyed draw.
 * 2. What a mock says is offered to the core until it is taken, in the order in which it was said; some of it once more.
 * 3. A call is known again by its idempotency key, for the whole run: the mocks themselves forget after days, which are seconds
 *    here. A call without one is a new one.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { CarrierBehaviours } from '#mock-systems/carriers/behaviours';
import { CarrierSystem } from '#mock-systems/carriers/carrier-system';
import { ErpSystem } from '#mock-systems/erp/erp-system';
import { OrderGenerator } from '#mock-systems/erp/order-generator';
import type { MockSystem } from '#mock-systems/mock-system';
import { People } from '#mock-systems/people/people';
import { TmsSystem } from '#mock-systems/tms/tms-system';
import { stockFault } from '#mock-systems/wms/stock-audit';
import { WmsSystem } from '#mock-systems/wms/wms-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { JournalBatch } from '#orchestrator/live/actor-step';
import type { LiveClock } from '#orchestrator/live/live-clock';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { Kernel } from '#sim/kernel';
import { Random, type RandomStream } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { LiveLedger } from './live-ledger.ts';
import type { PartnerCall, PartnerReply } from './live-partner-server.ts';

export interface OutboundPartnersOptions {
  readonly world: OutboundWorld;
  readonly seed: number;
  readonly clock: LiveClock;
  /** Number of an actor's type. */
  readonly typeOf: (actor: string) => number;
  /** Offers a message to the core. */
  readonly deliver: (message: Envelope) => Promise<'taken' | 'repeat' | 'refused'>;
  /** A person answers a task; rejects where the answer did not get through. */
  readonly answerTask: (type: number, key: number, no: number, answer: number, by: string) => Promise<void>;
  /** Share of the calls whose answer gets lost. */
  readonly lostAnswerShare: number;
  /** Share of the messages that are sent once more after they were taken. */
  readonly repeatShare: number;
}

type Answer = Parameters<OutboundPartnersOptions['answerTask']>;

const TICK_MS = 4;
/** A call takes a moment before it is done and a moment after: a kill can cut it short in both. */
const THINK_MS_MAX = 6;
const OFFER_AGAIN_MS = 30;
/** Counters of calls without a key: above all that the core uses. */
const KEYLESS = 2 ** 52;

export class OutboundPartners {
  readonly ledger = new LiveLedger();
  /** Calls of the core that came, and those that the partner had done before. */
  calls = 0;
  repeats = 0;
  /** What partners have said that the core has taken; repeats of it that were offered, and those that it took for new. */
  taken = 0;
  repeatsOffered = 0;
  repeatsTaken = 0;
  /** Tasks given, and answers given to them. */
  tasks = 0;
  answers = 0;
  private readonly options: OutboundPartnersOptions;
  private readonly kernel: Kernel;
  private readonly draws: RandomStream;
  private readonly systems: readonly MockSystem<unknown>[];
  private readonly erp: ErpSystem;
  private readonly wms: WmsSystem;
  private readonly people: People;
  private readonly onCall: number;
  private readonly queues = new Map<number, Promise<void>>();
  /** Idempotency keys of calls that were done. */
  private readonly known = new Set<string>();
  private said: Envelope[] = [];
  private answered: Answer[] = [];
  private status = 0;
  private timer: NodeJS.Timeout | null = null;
  private failure: unknown = null;
  private closed = false;

  constructor(options: OutboundPartnersOptions) {
    const { world, seed } = options;
    this.options = options;
    this.draws = new Random(seed).stream('live-partners');
    this.kernel = new Kernel({ start: world.startAt });
    const { kernel, ledger } = this;
    const random = new Random(seed);
    const log = {
      business: (
        event: string,
        owner: string,
        type: string,
        key: number,
        n: number,
        a: number,
        b: number,
      ): void => ledger.event(kernel.now, event, owner, type, key, n, a, b),
    };
    const rx = trapRxErrors(kernel);
    const { erp, wms, others } = rx.wire(() => landscape({ kernel, log }, random, world));
    this.erp = erp;
    this.wms = wms;
    this.systems = [erp, wms, ...others];
    rx.wire(() => {
      for (const system of this.systems) system.output.subscribe((message) => this.said.push(message));
    });
    this.people = new People(kernel, random, world.people, (type, key, no, answer, by) =>
      this.answered.push([type, key, no, answer, by]),
    );
    this.onCall = kernel.handler('live.call', (partner, _b, message) => {
      this.status = this.systems.find((system) => system.partner === partner)!.take(message as Envelope);
    });
  }

  /** From now on they work, by the clock. */
  start(): void {
    this.erp.start();
    this.wms.start();
    this.timer = setInterval(() => this.advance(), TICK_MS);
  }

  /** Nobody says anything any more. */
  close(): void {
    this.closed = true;
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Throws what has gone wrong in a mock. */
  check(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** A call of the core. */
  async take({ to, id, body }: PartnerCall): Promise<PartnerReply> {
    const nth = ++this.calls;
    if (to === 'journal') {
      if (this.ledger.enter(id, body as JournalBatch)) this.takeTasks(body as JournalBatch);
      else this.repeats += 1;
      return 200;
    }
    await sleep(this.draws.integer(nth, 1, THINK_MS_MAX));
    const status = this.done(id, body as Envelope);
    await sleep(this.draws.integer(nth, 2, THINK_MS_MAX));
    return this.draws.unit(nth, 3) < this.options.lostAnswerShare ? 'hangUp' : status;
  }

  /** What WMS's own audit finds wrong with its stock, and what is still reserved. */
  stockFaults(): string[] {
    const faults: string[] = [];
    const { nodes, products } = this.options.world.wms;
    for (let node = 0; node < nodes.length; node++) {
      for (let product = 0; product < products.length; product++) {
        const fault = stockFault(this.wms.stock, node, product);
        if (fault !== null) faults.push(fault);
        const { reserved } = this.wms.stock.balance(node, product);
        if (reserved !== 0) faults.push(`node ${node}, product ${product}: ${reserved} reserved`);
      }
    }
    return faults;
  }

  private done(id: string | null, message: Envelope): number {
    if (id !== null && this.known.has(id)) {
      this.repeats += 1;
      return 409;
    }
    const numbered = id === null ? { ...message, counter: KEYLESS + this.calls } : message;
    this.advance();
    this.kernel.schedule(this.onCall, this.kernel.now, message.toKey, 0, numbered);
    this.advance();
    this.check();
    if (id !== null) this.known.add(id);
    this.ledger.command(message);
    return this.status;
  }

  /** Does what is due, and lets out what was said. */
  private advance(): void {
    if (this.failure !== null || this.closed) return;
    try {
      this.kernel.run({ until: Math.max(this.kernel.now, this.options.clock.now()) });
    } catch (error) {
      this.failure = error;
    }
    const { said, answered } = this;
    this.said = [];
    this.answered = [];
    for (const message of said) this.enqueue(message.fromKey, () => this.offer(message));
    for (const each of answered) void this.answer(each);
  }

  private enqueue(queue: number, work: () => Promise<void>): void {
    const before = this.queues.get(queue) ?? Promise.resolve();
    this.queues.set(queue, before.then(work));
  }

  private async offer(message: Envelope): Promise<void> {
    for (;;) {
      if (this.closed) return;
      // Refused or unanswered, it is offered again: it may have been taken all the same.
      if ((await this.options.deliver(message)) !== 'refused') break;
      await sleep(OFFER_AGAIN_MS);
    }
    this.taken += 1;
    const { sender, counter } = message;
    if (this.draws.unit(counter, 1000 + sender) >= this.options.repeatShare) return;
    this.repeatsOffered += 1;
    if ((await this.options.deliver(message)) === 'taken') this.repeatsTaken += 1;
  }

  private takeTasks({ actor, key, entries }: JournalBatch): void {
    for (const each of entries) {
      if (each.entry !== 'task') continue;
      this.tasks += 1;
      this.people.take(this.options.typeOf(actor), key, each.task);
    }
  }

  /** A person sees a task as soon as it is on record, and may answer it before it is open, or while nobody is there to hear. */
  private async answer(answer: Answer): Promise<void> {
    while (!this.closed) {
      try {
        await this.options.answerTask(...answer);
        this.answers += 1;
        return;
      } catch {
        await sleep(OFFER_AGAIN_MS);
      }
    }
  }
}

type Context = ConstructorParameters<typeof ErpSystem>[0];

function landscape(context: Context, random: Random, world: OutboundWorld) {
  if (world.demand.kind !== 'generated') throw new Error('a live run makes its orders');
  const keyOf = (order: number): number => order;
  const behaviours = new CarrierBehaviours(random, world.market, keyOf, world.proof);
  return {
    erp: new ErpSystem(context, random, world.erp, new OrderGenerator(world.demand.settings, random)),
    wms: new WmsSystem(context, random, world.wms, keyOf),
    others: [
      new TmsSystem(context, random, world.tms, keyOf),
      ...world.carriers.map((profile, no) => new CarrierSystem(context, behaviours, no, profile)),
    ],
  };
}
