/**
 * Tries candidates: does this scenario still break the same invariant at the same place?
 *
 * 1. A candidate that can't be built, or throws something else, does not.
 * 2. What has been tried is not run again.
 * 3. Where the violation is an event of the run, a candidate is given up some time after it would have been there.
 */
import { createHash } from 'node:crypto';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import type { Fidelity } from '#scenarios/twin/channels/channels';
import { FaultLog } from '#scenarios/twin/faults/explicit-faults';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Finding } from '../search/finding.ts';
import { GivenUp, runTrialIn, type Trial, type TrialOutcome } from '../search/trial.ts';
import { AnyWorlds } from './any-worlds.ts';
import { withWrittenFaults } from './written-down.ts';

/** What is to stay wrong. */
export interface Failing {
  readonly scenario: OutboundScenario;
  readonly seed: string | number;
  /** Name of the arm. */
  readonly policy: string;
  readonly fidelity?: Fidelity;
  readonly finding: Pick<Finding, 'invariant' | 'place'>;
  /** The user's own, that the scenario names. */
  readonly parts?: OwnParts;
  /** What a trial of it needs beside: opened models, own policies, a plant; made anew for each run. */
  readonly beside?: () => Partial<Omit<Trial, 'scenario' | 'seed'>>;
}

/** A candidate waits so much longer for its violation than the one before had to, or so many ms. */
const PATIENCE_SHARE = 0.25;
const PATIENCE_MS = 86_400_000;
/** Runs that take more events than the failing one, times this, are given up. */
const EVENTS_FACTOR = 3;
const EVENTS_MIN = 10_000;
/** A candidate that has not ended by then never does, where that is what is wrong. */
const ENDLESS_EVENTS = 1_000_000;

const NO_FILES = { read: () => null };

/** Ends where it was violated, not between events. */
export function isAtEnd({ place }: Pick<Finding, 'place'>): boolean {
  return place.endsWith(', at the end');
}

export interface HeardOutcome {
  readonly outcome: TrialOutcome;
  readonly world: OutboundWorld;
  /** The scenario with the faults that hit something written down. */
  readonly heard: OutboundScenario;
}

export class Attempts {
  /** Candidates that were run. */
  runs = 0;
  /** And those that had been before, or are nonsense. */
  spared = 0;
  private readonly failing: Failing;
  private readonly known = new Set<string>();
  private readonly worlds: AnyWorlds;
  private last: Finding | null = null;

  constructor(failing: Failing) {
    this.failing = failing;
    this.worlds = new AnyWorlds(failing.seed);
  }

  /** The violation of the smallest case so far; null = nothing has failed yet. */
  get finding(): Finding | null {
    return this.last;
  }

  /** Runs it. Throws what can't be built. */
  async outcomeOf(scenario: OutboundScenario, more: Partial<Trial> = {}): Promise<TrialOutcome> {
    return this.run(scenario, { ...this.failing.beside?.(), ...more });
  }

  /** As `outcomeOf`, and listens. */
  async heardOutcomeOf(scenario: OutboundScenario): Promise<HeardOutcome> {
    const beside = this.failing.beside?.() ?? {};
    const faultWatch = new FaultLog();
    const world = this.worlds.of(scenario);
    let twin: OutboundTwin | null = null;
    const prepare = (made: OutboundTwin): void => {
      twin = made;
      beside.prepare?.(made);
    };
    const outcome = await this.run(scenario, { ...beside, faultWatch, prepare });
    const heard = twin === null ? scenario : withWrittenFaults(scenario, world, faultWatch, twin);
    return { outcome, world, heard };
  }

  private async run(scenario: OutboundScenario, more: Partial<Trial>): Promise<TrialOutcome> {
    const { seed, policy, fidelity } = this.failing;
    this.runs += 1;
    return runTrialIn(this.worlds.of(scenario), {
      files: NO_FILES,
      policy,
      ...(fidelity === undefined ? {} : { fidelity }),
      ...this.bounds(scenario),
      ...more,
      scenario,
      seed,
    });
  }

  /** Remembers where it fails, if it does. Throws `GivenUp`. */
  async fails(scenario: OutboundScenario): Promise<boolean> {
    const id = createHash('sha256').update(JSON.stringify(scenario)).digest('base64');
    if (this.known.has(id)) {
      this.spared += 1;
      return false;
    }
    const finding = await this.findingOf(scenario);
    if (finding === null) {
      this.known.add(id);
      return false;
    }
    this.last = finding;
    return true;
  }

  /** That which is looked for; null = there is none, or another one. */
  private async findingOf(scenario: OutboundScenario): Promise<Finding | null> {
    try {
      const { finding } = await this.outcomeOf(scenario);
      return finding !== null && this.isSame(finding) ? finding : null;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      return null;
    }
  }

  /** It has failed so. */
  found(finding: Finding): void {
    this.last = finding;
  }

  isSame({ invariant, place }: Finding): boolean {
    const { finding } = this.failing;
    return invariant === finding.invariant && place === finding.place;
  }

  private bounds({ start }: OutboundScenario): Pick<Trial, 'until' | 'eventsMax'> {
    const { last } = this;
    if (last === null) return {};
    if (last.invariant === 'ends') return { eventsMax: ENDLESS_EVENTS };
    const eventsMax = Math.max(EVENTS_MIN, EVENTS_FACTOR * last.event);
    if (isAtEnd(last)) return { eventsMax };
    const tookMs = last.at - Date.parse(start);
    return { eventsMax, until: last.at + Math.max(PATIENCE_MS, PATIENCE_SHARE * tookMs) };
  }
}
