/**
 * The twin of outbound fulfilment: kernel, simulated host with the real core, and the mock landscape of a world.
 *
 * 1. (world, policies, seed) determine every event of a run. A policy changes decisions, never a draw.
 * 2. `snapshot()` is possible at every instant; a twin built from the same world and seed takes it over, and goes on by its own
 *    policies or others: that is a branch. Who makes many uses the same twins again (`BranchPool`).
 */
import type { MistakeLog } from '#mock-systems/mock-system';
import type { WorkDone } from '#mock-systems/people/desk-work';
import { People } from '#mock-systems/people/people';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { assert } from '#sim/assert';
import { type Component, Kernel, type KernelSnapshot, type RunEnd } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import type { BusinessWatcher } from '../host/signals.ts';
import type { SimulatedHost } from '../host/simulated-host.ts';
import type { StockDrift } from '../invariants/outbound/drift.ts';
import { OutboundInvariants } from '../invariants/outbound/outbound-invariants.ts';
import { type PastBound, TEAM_WAITS } from '../invariants/outbound/settling.ts';
import type { PartnerMeter } from '../metering/partner-meter.ts';
import { recordEvents } from '../recording/record-events.ts';
import { nullRecorder, type Recorder } from '../recording/recorder.ts';
import { worldInPhase, worldOfExploring } from '../world/outbound/phases/in-phase.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';
import { AnotherFuture } from './another-future.ts';
import type { Channel } from './channels/channel.ts';
import { channelsOf, type Fidelity, OBJECTS, withChannelTimes } from './channels/channels.ts';
import { Door } from './channels/door.ts';
import { hostOf } from './core-host.ts';
import { routesOf } from './core-parts.ts';
import { decidersOf } from './deciders/deciders-of.ts';
import type { Deciders } from './deciders/forced-decision.ts';
import type { Oversight } from './deciders/governance/oversight.ts';
import { oversightOf } from './deciders/governance/oversight-of.ts';
import { type LearnedInRun, Learning } from './deciders/learning.ts';
import type { OutboundPolicies } from './deciders/outbound-decider.ts';
import { partnerPolicyOf } from './deciders/partner-policy.ts';
import { inPhase } from './deciders/phase-decider.ts';
import type { Digests } from './digests.ts';
import { deskOf, type Entry, entryOf, gatewayOf, hasEntryFaults } from './entry.ts';
import { Crashes } from './faults/crashes.ts';
import type { FaultPlan } from './faults/fate.ts';
import { type FaultWatch, linkFaultsOf } from './faults/fault-plan.ts';
import { Links } from './faults/links.ts';
import { withGatewayRates } from './gateway/gateway.ts';
import { allOf, drawKeys, type Landscape, landscape } from './landscape.ts';
import { type OpenTasksOfKind, openTasksByKind } from './open-tasks.ts';
import { type OutboundOpenWork, openWorkOf } from './open-work.ts';
import { type PhaseParts, phaseParts } from './phase-parts.ts';
import { outstandingOf, runQuiescent } from './quiescent-run.ts';
import { recordNames } from './recorded-names.ts';
import { namingSilence } from './silent-fronts.ts';

export interface OutboundTwinOptions {
  readonly world: OutboundWorld;
  readonly policies: OutboundPolicies;
  readonly seed: string | number;
  readonly recorder?: Recorder;
  readonly watchers?: readonly BusinessWatcher[];
  /** Counts what passes between core and partners; default: nobody does. */
  readonly meter?: PartnerMeter;
  /** How what carriers and core say to each other travels; default: by reference. */
  readonly fidelity?: Fidelity;
  /** Told what becomes of everything that the world's faults might hit: a run's faults are written down by it. */
  readonly faultWatch?: FaultWatch;
  /** What befalls messages to partners that are connected natively; default: they all arrive. */
  readonly faults?: FaultPlan;
  /** How long each decision takes, ms; default 0: rules of thumb answer at once. */
  readonly thinkingMs?: number;
  /** With which other luck it goes on, for a branch: see `AnotherFuture`; default: that of the seed. */
  readonly luck?: number;
}

export class OutboundTwin {
  readonly kernel: Kernel;
  readonly host: SimulatedHost;
  readonly world: OutboundWorld;
  readonly seed: string | number;
  readonly systems: Landscape;
  /** Of the carriers that are not native. */
  readonly channels: readonly Channel[];
  private readonly invariants: OutboundInvariants;
  private readonly door: Door;
  private readonly crashes: Crashes;
  /** Of the model in force; null = nobody oversees any. */
  readonly oversight: Oversight | null;
  /** At the core's door. */
  readonly entry: Entry;
  private readonly recorder: Recorder;
  private inForce: OutboundPolicies;
  /** null = all goes directly, and no person decides. */
  private readonly parts: PhaseParts | null;
  private readonly decidersOf: (policies: OutboundPolicies) => Deciders;
  private readonly learning = new Learning();

  constructor(options: OutboundTwinOptions) {
    const { seed } = options;
    const recorder = options.recorder ?? nullRecorder;
    const phase = options.policies.phase ?? options.world.phase;
    const world = worldOfExploring(worldInPhase(options.world, phase), options.policies.exploration);
    const policies = inPhaseOf(world, options.policies);
    this.recorder = recorder;
    this.world = options.world;
    this.inForce = policies;
    this.seed = seed;
    this.kernel = new Kernel({ start: world.startAt });
    const random = options.luck === undefined ? new Random(seed) : new AnotherFuture(seed, options.luck);
    const keyOf = drawKeys(world.demand);
    const rx = trapRxErrors(this.kernel);
    recordEvents(this.kernel, recorder);
    this.invariants = new OutboundInvariants(world);
    const oversight = oversightOf(world, this.kernel, () => this.host);
    this.oversight = oversight;
    oversight?.follow(policies.model ?? null);
    const watchers = [
      this.invariants,
      ...(oversight === null ? [] : [oversight]),
      ...(options.watchers ?? []),
    ];
    for (const watcher of watchers) this.kernel.component(`watcher.${watcher.name}`, watcher);
    const { meter } = options;
    this.kernel.component('learning', this.learning);
    if (meter !== undefined) this.kernel.component('partner-meter', meter);
    this.kernel.component('world', identityOf(world, seed));
    const watch = options.faultWatch ?? null;
    const { calls, events } = linkFaultsOf(world.faults, random, watch);
    const gateway = gatewayOf(this.kernel, recorder, world, meter ?? null);
    const links = new Links(
      this.kernel,
      world.linkLatencyMs,
      recorder,
      options.faults ?? calls,
      events,
      gateway,
    );
    const people = new People(
      this.kernel,
      random,
      world.people,
      (type, key, no, answer, by, ref) => {
        if (ref === 0) this.answerTask(type as ActorTypeNo, key, no, answer, by);
        else work.hand!.answered(ref, no, answer, by);
      },
      (work) => this.recordWork(work),
    );
    const policyOf = withGatewayRates(world.gateway, withChannelTimes(world, partnerPolicyOf(world, seed)));
    const parts = phaseParts({
      kernel: this.kernel,
      phase,
      people,
      host: () => this.host,
      routes: routesOf(world),
      policyOf,
      latencyMs: world.linkLatencyMs,
      lossy: options.faults !== undefined || isLossy(world),
    });
    this.parts = parts;
    const work = deskOf({
      kernel: this.kernel,
      world,
      hand: parts?.hand ?? null,
      host: () => this.host,
      take: (type, key, task, ref) => people.take(type, key, task, ref),
    });
    this.entry = entryOf({
      kernel: this.kernel,
      recorder,
      random,
      world,
      desk: work.desk,
      watch: meter ?? null,
      gateway,
    });
    const deciding = { world, phase, random, keyOf, oversight, learning: this.learning };
    this.decidersOf = (told) => decidersOf({ ...deciding, thinkingMs: options.thinkingMs ?? 0 }, told);
    this.host = hostOf({
      kernel: this.kernel,
      recorder,
      random,
      world,
      policyOf,
      deciders: this.decidersOf(policies),
      invariants: this.invariants,
      oversight,
      learning: this.learning,
      watchers,
      parts,
      people,
      meter: meter ?? null,
      watch,
    });
    if (this.learning.isOn) this.host.books.showTo(this.learning);
    const now = (): number => this.kernel.now;
    this.invariants.messages.between(meter?.before(this.host, now) ?? this.host, links, now);
    links.connectCore(this.entry.before(parts?.ways ?? this.invariants.messages));
    parts?.ways?.between(this.invariants.messages, this.invariants.messages);
    this.crashes = new Crashes(this.kernel, this.host, recorder, world.faults);
    const mistakes: MistakeLog = (kind, place, key, detail) =>
      recorder.fault(this.kernel.now, kind, place, key, detail);
    this.systems = rx.wire(() => landscape(this.kernel, world, random, this.host, keyOf, mistakes));
    this.door = new Door(this.kernel);
    this.channels = channelsOf(
      {
        kernel: this.kernel,
        recorder,
        random,
        world,
        fidelity: options.fidelity ?? OBJECTS,
        door: this.door,
        gateway,
        desk: work.desk,
        keyOf,
        guard: rx.wire,
      },
      this.systems.freight === null
        ? this.systems.carriers
        : [...this.systems.carriers, this.systems.freight],
      this.systems.wms,
    );
    for (const channel of this.channels) links.attach(channel);
    rx.wire(() => {
      for (const mock of allOf(this.systems)) links.connect(mock);
    });
    const audited = { ...this.systems, all: allOf(this.systems) };
    this.invariants.connect(this.host, audited, {
      faults: options.faults !== undefined || hasEntryFaults(world),
      modelLimits: () => this.inForce.model?.limits ?? null,
      // As often as one order may wait for people on its ways as well.
      byHand: (type, key) => parts?.hand.holds(type, key) ?? false,
      longestAnswerMs: () => people.longestAnswerMs * (1 + (phase?.handSteps ?? 0) / TEAM_WAITS),
    });
  }

  /** By which decisions are made now. */
  get policies(): OutboundPolicies {
    return this.inForce;
  }

  /** Puts the first events on the calendar and the names of things on record; not after a restore. */
  start(): void {
    if (this.recorder !== nullRecorder) recordNames(this.world, this.recorder);
    this.systems.erpMigration?.start();
    this.systems.erp.start();
    this.systems.wms.start();
    this.systems.stores?.start();
    this.crashes.start();
    this.entry.start();
    this.oversight?.start();
  }

  /**
   * Runs on; see `Kernel.run`. Never past the world's end. Throws `InvariantViolation` (as the cause of the event's
   * error, or by itself when nothing more can happen).
   */
  run(options: { readonly until?: number; readonly events?: number } = {}): RunEnd {
    assert(
      !this.host.pendingAnswers.needsPromises,
      `policy "${this.policies.name}" answers through promises, for which run() can't wait: use runQuiescent()`,
    );
    assert(
      !this.door.needsPromises,
      "a carrier with a web API answers through promises by wire, for which run() can't wait: use runQuiescent()",
    );
    const until = Math.min(options.until ?? Infinity, this.world.endAt);
    return this.ended(this.kernel.run({ ...options, until }));
  }

  /** As `run`, waiting for what is outside of the run; the same run where nothing is. */
  async runQuiescent(options: { readonly until?: number; readonly events?: number } = {}): Promise<RunEnd> {
    if (!this.door.needsPromises && !this.host.pendingAnswers.needsPromises) return this.run(options);
    const until = Math.min(options.until ?? Infinity, this.world.endAt);
    const outstanding = outstandingOf(this.door, this.host.pendingAnswers);
    const end = await runQuiescent(this.kernel, outstanding, { ...options, until });
    // A limit of events may end the run right at the door.
    await this.door.awaitDue();
    return this.ended(end);
  }

  private ended(end: RunEnd): RunEnd {
    if (end === 'empty') {
      this.parts?.atEnd();
      namingSilence(this.systems.fronts, () => this.invariants.atEnd());
    } else if (this.kernel.now >= this.world.endAt) this.invariants.atHorizon(this.kernel.now);
    return end;
  }

  private answerTask(type: ActorTypeNo, key: number, no: number, answer: number, by: string): void {
    this.invariants.answered(type, key, no, answer);
    this.host.answerTask(type, key, no, answer, by);
  }

  /** What a person has done, beside the task. */
  private recordWork({ role, type, key, kind, dueAt, ...work }: WorkDone): void {
    const entity = this.host.nameOf(type as ActorTypeNo);
    this.recorder.task(this.kernel.now, role, entity, key, kind, dueAt, 'handled', work);
  }

  /** Orders and loads that are past the scenario's settle bound and wait for no person, the oldest first. */
  pastBound(): PastBound {
    return this.invariants.pastBound(this.kernel.now);
  }

  /** How far ERP's picture of stock and WMS's stock are apart now. */
  stockDrift(): StockDrift {
    return this.invariants.stockDrift()!;
  }

  /** What policies in force have learned so far; none where none learns. */
  learned(): readonly LearnedInRun[] {
    return this.learning.learned();
  }

  digests(): Digests {
    return {
      digest: this.kernel.digest.hex(),
      businessDigest: this.host.books.businessDigest.hex(),
      outcomeDigest: this.host.outcomeDigest(),
    };
  }

  openWork(): OutboundOpenWork {
    return openWorkOf(this.host, this.world);
  }

  /** What nobody has answered. */
  openTasks(): OpenTasksOfKind[] {
    return openTasksByKind(this.invariants.openTasks(), this.kernel.now, (type) => this.host.nameOf(type));
  }

  snapshot(): KernelSnapshot {
    return this.kernel.snapshot();
  }

  /**
   * Takes over a snapshot; see `Kernel.restore`. Cost: that of copying a few tables, where it takes over one after the other
   * without new memory; a state is copied when it is first written to.
   * @param policies by which it goes on from there; default: as before
   */
  restore(snapshot: KernelSnapshot, policies: OutboundPolicies = this.inForce): void {
    const before = this.inForce;
    // First, since what is asked outside is asked again as it is loaded.
    this.follow(policies);
    try {
      this.kernel.restore(snapshot);
    } catch (error) {
      this.follow(before);
      throw error;
    }
  }

  private follow(asked: OutboundPolicies): void {
    if (asked === this.inForce) return;
    const policies = inPhaseOf(this.world, asked);
    const phaseOf = ({ phase }: OutboundPolicies): string => phase?.name ?? 'none';
    assert(
      phaseOf(policies) === phaseOf(this.inForce),
      `a run in phase "${phaseOf(this.inForce)}" can't go on in phase "${phaseOf(policies)}": its messages are on other ways`,
    );
    this.inForce = policies;
    this.oversight?.follow(policies.model ?? null);
    const { decide, outside } = this.decidersOf(policies);
    this.host.obey(decide, outside);
    if (this.learning.isOn) this.host.books.showTo(this.learning);
  }
}

/** Whether messages may get lost: by faults, or on lines of carriers' own. */
function isLossy({ faults: { messages, hits, outages }, partners, threePl }: OutboundWorld): boolean {
  return messages.length + hits.length + outages.length + partners.length > 0 || threePl !== undefined;
}

/** Of the world's phase where an arm says nothing of its own. */
function inPhaseOf({ phase }: OutboundWorld, policies: OutboundPolicies): OutboundPolicies {
  return phase === undefined || policies.phase !== undefined ? policies : inPhase(policies, phase);
}

/** A run goes on only in the world that it began in. */
function identityOf(world: OutboundWorld, seed: string | number): Component {
  const identity = `${world.name} from ${world.startAt}, seed ${seed}`;
  return {
    save: () => identity,
    load: (saved) => assert(saved === identity, `the snapshot is of ${saved}; this is ${identity}`),
  };
}
