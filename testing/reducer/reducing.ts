/**
 * One reduction under way: what is the smallest so far, and what is tried next. First what comes from outside, since that makes runs short;
 * then values and the network, each of which may make more of what is outside needless.
 */
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { FaultHit } from '#scenarios/schema/outbound/faults';
import type { WrittenOrder } from '#scenarios/schema/outbound/orders';
import { isWayward, saidBy } from '#scenarios/schema/outbound/policies';
import type { OutboundScenario } from '#scenarios/schema/outbound/scenario';
import { GivenUp } from '../search/trial.ts';
import type { Attempts, Failing } from './attempts.ts';
import { type DdminOptions, ddmin } from './ddmin.ts';
import {
  type ExogenousEvent,
  exogenousEvents,
  fatesIn,
  faultsIn,
  kindOf,
  ordersIn,
  withFates,
  withFaultsOnly,
  withOrders,
} from './exogenous.ts';
import { orderNamedIn } from './order-named.ts';
import type { ReduceOptions } from './reduce-options.ts';
import { lessAt, placesIn, SMALLER_FIGURES } from './simpler-network.ts';
import { SIMPLER_TOGETHER, simplerAt, valuePlaces } from './simpler-values.ts';
import { isScenario } from './valid.ts';
import { withFaults } from './written-down.ts';

/** Rounds over everything, at most: each makes room for the next. */
const ROUNDS_MAX = 4;
/** Hits, at most, of which each is looked at by itself while runs are long. */
const FEW = 12;
/** Parts of a list, at most, while runs are long. */
const ROUGHLY = { chunksMax: 16 };

export class Reducing {
  private best: OutboundScenario;
  private readonly attempts: Attempts;
  private readonly failing: Failing;
  private readonly options: ReduceOptions;
  private what = '';

  constructor(start: OutboundScenario, attempts: Attempts, failing: Failing, options: ReduceOptions) {
    this.best = start;
    this.attempts = attempts;
    this.failing = failing;
    this.options = options;
  }

  async run(): Promise<OutboundScenario> {
    try {
      await this.everything();
    } catch (error) {
      // The run that was given up is none that failed: the smallest so far is what was before.
      if (!(error instanceof GivenUp)) throw error;
    }
    return this.best;
  }

  private async everything(): Promise<void> {
    this.tell();
    await this.model();
    await this.faultKinds();
    await this.whatItNames();
    await this.orders(ROUGHLY);
    await this.faults(ROUGHLY);
    await this.faults();
    await this.hitsOfAny();
    await this.outside();
    for (let round = 0; round < ROUNDS_MAX && !this.stopped(); round++) {
      const before = this.best;
      await this.values();
      await this.network();
      await this.outside();
      if (this.best === before) break;
    }
  }

  /** Single events from outside. */
  private async outside(): Promise<void> {
    await this.orders();
    await this.hitsThatHit();
    await this.faults();
    await this.fates();
  }

  /** What decides where it does not: most failures need no model. */
  private async model(): Promise<void> {
    this.what = 'the model that decides';
    if (this.best.policies.some(isWayward)) await this.isEnough(withoutWayward);
  }

  private async faultKinds(): Promise<void> {
    this.what = 'kinds of faults';
    const faults = faultsIn(this.best);
    const kinds = [...new Set(faults.map(kindOf))];
    await ddmin(kinds, (kept) => this.isEnough((best) => ofKinds(best, faults, kept)), {
      stopped: this.stopped,
    });
  }

  /** The order that the violation names is often the only one that is needed, and so are the faults that are about it. */
  private async whatItNames(): Promise<void> {
    this.what = 'what it names';
    const named = orderNamedIn(this.attempts.finding!.subject);
    if (named === null) return;
    const orders = ordersIn(this.best).filter(({ no }) => no === named);
    if (orders.length === 1) await this.isEnough((best) => withOrders(best, orders));
    const faults = faultsIn(this.best);
    const about = faults.filter((each) => each.of === 'window' || isAbout(each, named));
    if (about.length < faults.length) await this.isEnough((best) => withFaultsOnly(best, about));
  }

  private async orders(rough: Pick<DdminOptions, 'chunksMax'> = {}): Promise<void> {
    this.what = 'orders';
    await ddmin(
      ordersIn(this.best),
      (kept: readonly WrittenOrder[]) => this.isEnough((best) => withOrders(best, kept)),
      { stopped: this.stopped, ...rough },
    );
  }

  /**
   * Waves, routes and the like are numbered as they come, so that with an order less another one has the number: a hit of any of them does
   * not care, and `hitsThatHit` says later which it was.
   */
  private async hitsOfAny(): Promise<void> {
    this.what = 'what faults are about';
    const { faults } = this.best;
    const hits = faults?.hits ?? [];
    if (faults === undefined || hits.length > FEW || ordersIn(this.best).length <= 1) return;
    for (const [i, { key: _key, ...ofAny }] of hits.entries())
      await this.isEnough((best) => {
        const all = best.faults?.hits ?? [];
        // Only a key that is optional is left out.
        return withFaults(best, { ...faults, hits: all.with(i, ofAny as FaultHit) });
      });
  }

  /** Of hits, those that still hit anything. */
  private async hitsThatHit(): Promise<void> {
    this.what = 'faults that hit nothing';
    if ((this.best.faults?.hits ?? []).length === 0 || this.stopped()) return;
    const { heard } = await this.attempts.heardOutcomeOf(this.best);
    await this.isEnough(() => heard);
  }

  private async faults(rough: Pick<DdminOptions, 'chunksMax'> = {}): Promise<void> {
    this.what = 'single faults';
    await ddmin(
      faultsIn(this.best),
      (kept: readonly ExogenousEvent[]) => this.isEnough((best) => withFaultsOnly(best, kept)),
      { stopped: this.stopped, ...rough },
    );
  }

  private async fates(): Promise<void> {
    this.what = 'what becomes of orders';
    await ddmin(
      fatesIn(this.best),
      (kept: readonly ExogenousEvent[]) => this.isEnough((best) => withFates(best, kept)),
      { stopped: this.stopped },
    );
  }

  /** All events at once, which is often enough, then each as simple as it goes. */
  private async values(): Promise<void> {
    this.what = 'values';
    for (const simpler of SIMPLER_TOGETHER) await this.isSimpler(simpler(this.best));
    for (const place of valuePlaces(this.best)) {
      let found = true;
      while (found && !this.stopped()) {
        found = false;
        for (const candidate of simplerAt(this.best, place)) {
          found = await this.isSimpler(candidate);
          if (found || this.stopped()) break;
        }
      }
    }
  }

  private async isSimpler(candidate: OutboundScenario): Promise<boolean> {
    if (this.stopped() || !isScenario(candidate, this.failing.parts)) return false;
    return this.isEnough(() => candidate);
  }

  private async network(): Promise<void> {
    this.what = 'network';
    for (const path of placesIn(this.best)) {
      for (const candidate of lessAt(this.best, path)) {
        if (this.stopped()) return;
        if (!isScenario(candidate, this.failing.parts)) continue;
        if (await this.isEnough(() => candidate)) break;
      }
    }
    for (const smaller of SMALLER_FIGURES) {
      const candidate = smaller(this.best, this.attempts.finding!.at);
      if (candidate !== null && isScenario(candidate, this.failing.parts))
        await this.isEnough(() => candidate);
    }
  }

  private readonly stopped = (): boolean =>
    this.options.stopped?.() === true || this.options.givenUp?.() === true;

  /** Takes it for the smallest, if it still fails. */
  private async isEnough(less: (best: OutboundScenario) => OutboundScenario): Promise<boolean> {
    if (this.stopped()) return false;
    // Signals and timers of whoever called.
    await new Promise((resolve) => setImmediate(resolve));
    const candidate = less(this.best);
    if (!(await this.attempts.fails(candidate))) {
      this.tell();
      return false;
    }
    this.best = candidate;
    this.options.onSmaller?.(candidate, this.attempts.finding!);
    this.tell();
    return true;
  }

  private tell(): void {
    const { runs } = this.attempts;
    this.options.onStep?.({ what: this.what, events: exogenousEvents(this.best).length, runs });
  }
}

/** Under the same names: it is by its arm that a run is found again. Other models stay: what was opened runs in every candidate. */
function withoutWayward({ governance: _its, ...scenario }: OutboundScenario): OutboundScenario {
  const policies = scenario.policies.map((entry) =>
    isWayward(entry) ? { name: entry.name, ...saidBy(entry) } : entry,
  );
  return { ...scenario, policies };
}

function ofKinds(
  scenario: OutboundScenario,
  faults: readonly ExogenousEvent[],
  kinds: readonly string[],
): OutboundScenario {
  return withFaultsOnly(
    scenario,
    faults.filter((each) => kinds.includes(kindOf(each))),
  );
}

function isAbout(event: ExogenousEvent, order: number): boolean {
  if (event.of !== 'hit') return false;
  const { key } = event.hit;
  return key !== undefined && (key === order || orderOf(key) === order);
}
