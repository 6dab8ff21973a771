/**
 * The twin: kernel, simulated host with the real core, and the mock landscape of a world, wired together.
 *
 * 1. (world, policy, seed) determine every event of a run. A policy changes decisions, never a draw.
 * 2. `snapshot()` is possible at every instant; a twin built from the same world, policy and seed takes it over.
 */

import { CarrierBehaviour, CarrierMock } from '#mock-systems/carriers/carrier';
import { ErpMock } from '#mock-systems/erp/erp';
import type { MockSystem } from '#mock-systems/mock-system';
import { TmsMock } from '#mock-systems/tms/tms';
import { WmsMock } from '#mock-systems/wms/wms';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { NodeAndCarrierPolicy } from '#orchestrator/decisions/node-and-carrier';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import type { PolicyOf } from '#orchestrator/middleware/policy';
import type { ExceptionCaseState } from '#orchestrator/processes/exception-case';
import { EXCEPTION_CASE, FREIGHT_INVOICE, ORDER, SHIPMENT } from '#orchestrator/processes/inputs';
import { OUTBOUND_ROUTES, outboundActors } from '#orchestrator/processes/outbound';
import { assert } from '#sim/assert';
import { type Component, Kernel, type KernelSnapshot, type RunEnd } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import type { BusinessWatcher } from '../host/signals.ts';
import { SimulatedHost } from '../host/simulated-host.ts';
import { OutboundInvariants } from '../invariants/outbound-invariants.ts';
import { nullRecorder, type Recorder } from '../recording/recorder.ts';
import type { World } from '../world/world.ts';
import type { Digests } from './digests.ts';
import type { FaultPlan } from './fate.ts';
import { Links } from './links.ts';
import { ruleOfThumb } from './node-and-carrier-rules.ts';
import { partnerPolicyOf } from './partner-policy.ts';

/** How long a finished order is remembered: 90 days. Source: assumption (freight claims are filed within months). */
const CLAIMS_HORIZON_MS = 90 * 86_400_000;
const HANDOVER_RETRY_MS = 60_000;

export interface TwinOptions {
  readonly world: World;
  readonly policy: NodeAndCarrierPolicy;
  readonly seed: string | number;
  readonly recorder?: Recorder;
  readonly watchers?: readonly BusinessWatcher[];
  /** How the core deals with each partner; default: `partnerPolicyOf`. */
  readonly partnerPolicy?: PolicyOf;
  /** What becomes of transmissions to partners; default: they arrive. */
  readonly faults?: FaultPlan;
}

/** What is still open, by actor type. */
export interface OpenWork {
  readonly orders: number;
  readonly shipments: number;
  readonly freightInvoices: number;
  readonly exceptionCases: number;
}

export class Twin {
  readonly kernel: Kernel;
  readonly host: SimulatedHost;
  readonly world: World;
  readonly policy: NodeAndCarrierPolicy;
  readonly seed: string | number;
  private readonly erp: ErpMock;
  private readonly invariants: OutboundInvariants;
  private readonly recorder: Recorder;

  constructor(options: TwinOptions) {
    const { world, policy, seed } = options;
    const recorder = options.recorder ?? nullRecorder;
    this.world = world;
    this.recorder = recorder;
    this.policy = policy;
    this.seed = seed;
    this.kernel = new Kernel({ start: world.startAt });
    const rx = trapRxErrors(this.kernel);
    if (recorder !== nullRecorder) {
      this.kernel.observe({
        event: (_n, time, handler, priority, a, b) => recorder.event(time, handler, priority, a, b),
      });
    }
    this.invariants = new OutboundInvariants(world);
    const watchers = [this.invariants, ...(options.watchers ?? [])];
    for (const watcher of watchers) this.kernel.component(`watcher.${watcher.name}`, watcher);
    this.kernel.component('world', identityOf(world, seed));
    const links = new Links(this.kernel, world.systems.linkLatencyMs, recorder, options.faults ?? null);
    this.host = new SimulatedHost({
      kernel: this.kernel,
      actors: [
        ...outboundActors({ plants: world.plants, invoiceTolerance: world.invoiceTolerance }),
        ...middlewareActors(options.partnerPolicy ?? partnerPolicyOf(world.systems.linkLatencyMs, seed)),
      ],
      routes: OUTBOUND_ROUTES,
      exceptionType: EXCEPTION_CASE as ActorTypeNo,
      partners: links,
      decide: ruleOfThumb(world, policy),
      recorder,
      watchers,
      platform: world.platform,
      currency: world.currency,
      claimsHorizonMs: CLAIMS_HORIZON_MS,
      handoverRetryMs: HANDOVER_RETRY_MS,
      onThrow: 'stop',
    });
    links.connectCore(this.host);
    this.erp = rx.wire(() => {
      const { erp, all } = landscape(this.kernel, world, new Random(seed), this.host);
      for (const mock of all) links.connect(mock);
      return erp;
    });
  }

  /** Puts the first event on the calendar and the names of things on record; not after a restore. */
  start(): void {
    recordNames(this.world, this.recorder);
    this.erp.start();
  }

  /**
   * Runs on; see `Kernel.run`. Never past the world's end. Throws `InvariantViolation` (as the cause of the event's
   * error, or by itself when nothing more can happen).
   */
  run(options: { readonly until?: number; readonly events?: number } = {}): RunEnd {
    const until = Math.min(options.until ?? Infinity, this.world.endAt);
    return this.ended(this.kernel.run({ ...options, until }));
  }

  private ended(end: RunEnd): RunEnd {
    if (end === 'empty') {
      const { keptMessages, backlog, books } = this.host;
      this.invariants.atEnd({ ...this.openWork(), keptMessages, backlog, ledger: books.ledger });
    }
    return end;
  }

  digests(): Digests {
    return {
      digest: this.kernel.digest.hex(),
      businessDigest: this.host.books.businessDigest.hex(),
      outcomeDigest: this.host.outcomeDigest(),
    };
  }

  openWork(): OpenWork {
    const count = (type: ActorTypeNo): number => this.host.living(type).length;
    return {
      orders: count(ORDER as ActorTypeNo),
      shipments: count(SHIPMENT as ActorTypeNo),
      freightInvoices: count(FREIGHT_INVOICE as ActorTypeNo),
      exceptionCases: this.openCases(),
    };
  }

  private openCases(): number {
    const type = EXCEPTION_CASE as ActorTypeNo;
    return this.host
      .living(type)
      .filter((key) => this.host.state<ExceptionCaseState>(type, key)!.status === 'open').length;
  }

  snapshot(): KernelSnapshot {
    return this.kernel.snapshot();
  }

  restore(snapshot: KernelSnapshot): void {
    this.kernel.restore(snapshot);
  }
}

/** A run goes on only in the world that it began in; a policy may differ: that is a branch. */
function identityOf(world: World, seed: string | number): Component {
  const identity = `${world.name}, ${world.orders.length} orders from ${world.startAt}, seed ${seed}`;
  return {
    save: () => identity,
    load: (saved) => assert(saved === identity, `the snapshot is of ${saved}; this is ${identity}`),
  };
}

/** Numbers stand for names everywhere else in a recording. */
function recordNames(world: World, recorder: Recorder): void {
  for (const { no, id } of world.orders) recorder.name('order', no, id);
  for (const { no, name } of world.plants) recorder.name('plant', no, name);
  for (const { no, name } of world.customers) recorder.name('customer', no, name);
  for (const [kind, names] of [
    ['port', world.ports],
    ['carrier', world.carriers],
    ['service', world.services],
    ['product', world.products],
  ] as const)
    for (const [no, name] of names.entries()) recorder.name(kind, no, name);
}

function landscape(
  kernel: Kernel,
  world: World,
  random: Random,
  host: SimulatedHost,
): { readonly erp: ErpMock; readonly all: readonly MockSystem<unknown>[] } {
  const { systems } = world;
  const log = {
    business: (
      event: string,
      owner: string,
      entityType: string,
      entityKey: number,
      entityN: number,
      a: number,
      b: number,
    ): void => host.books.business(kernel.now, event, owner, entityType, entityKey, entityN, a, b),
  };
  const context = { kernel, log };
  const erp = new ErpMock(context, world.orders, systems.erp.paymentTermsMs);
  const wms = new WmsMock(context, world.plants);
  const drawKeys = new Map(world.orders.map(({ no, drawKey }) => [no, drawKey]));
  const keyOf = (order: number): number => drawKeys.get(order)!;
  const tms = new TmsMock(context, random, world.rates, systems.tms.answerMs, keyOf);
  const behaviour = new CarrierBehaviour(random, systems.carriers, keyOf);
  const carriers = world.carriers.map((_name, carrier) => new CarrierMock(context, behaviour, carrier));
  return { erp, all: [erp, wms, tms, ...carriers] };
}
