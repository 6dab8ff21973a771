/**
 * A run of a search: the scenario made small, with a random half of what can go wrong turned up and the other half off.
 *
 * 1. (scenario, seed, orders, faults) determine it. It is a plain scenario again, right by the same schema and the same checks: written to a
 *    file it runs as it ran in the search.
 * 2. One policy runs, one of the scenario's own, drawn; where none of them looks at stock, in some runs one that does (`arms.ts`). Of models
 *    those that whoever runs it has opened, governed as the scenario says. In some runs of a scenario without models the wayward model answers
 *    one of its decision points: a kind of fault (`figures-models.ts`).
 */
import { isModel, nameOfPolicy, type PolicyEntry } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { Arms } from './arms.ts';
import { Draws } from './draws.ts';
import { kindsIn, type SearchKind } from './kinds.ts';
import { cutToSize } from './size.ts';
import { copyOf, isTree, type Tree } from './tree.ts';
import { healMs, placesOf, writtenFaults } from './written-faults.ts';

/** swarm: each run leaves a random half of the kinds out; or exactly these, in every run. */
export type WhichFaults = 'swarm' | readonly string[];

export interface VariationPlan {
  readonly seed: string | number;
  /** Orders of a run, at most; null = as the scenario has them. */
  readonly orders: number | null;
  readonly faults: WhichFaults;
  /** One of `Variations.policies`; default: drawn. */
  readonly policy?: string;
}

export interface Variation {
  readonly scenario: AnyOutboundScenario;
  readonly policy: string;
  /** Kinds that are in. */
  readonly kinds: readonly string[];
}

/** Held to a threshold, asked for other inputs, said to fail: not one run. */
const NOT_OF_A_RUN = ['thresholds', 'plausible', 'failure'] as const;
/** What is said of models, where none of the scenario's decides. */
const OF_MODELS = ['models', 'governance', 'featureFaults'] as const;

/** Of one scenario, as often as wanted: what is the same for every seed is found once. */
export class Variations {
  readonly scenario: AnyOutboundScenario;
  /** What the scenario has a place for. */
  readonly kinds: readonly SearchKind[];
  private readonly arms: Arms;

  /**
   * Throws where nothing is left that could decide.
   * @param opened arms whose models are open wherever the runs are made
   */
  constructor(scenario: AnyOutboundScenario, opened: readonly string[] = []) {
    this.scenario = scenario;
    this.kinds = kindsIn(scenario);
    this.arms = new Arms(scenario, opened);
  }

  /** That a plan may ask for. */
  get policies(): readonly string[] {
    return this.arms.names;
  }

  /** @param without kinds to be left out beside those that a swarm leaves out */
  of(plan: VariationPlan, without: readonly string[] = []): Variation {
    const draws = new Draws(plan.seed);
    const kinds = this.chosen(plan.faults, draws).filter(({ name }) => !without.includes(name));
    const tree = copyOf(this.scenario);
    if (plan.orders !== null) cutToSize(tree, plan.orders, draws);
    for (const section of NOT_OF_A_RUN) delete tree[section];
    const arm = this.arms.of(plan.policy, draws);
    tree.policies = [arm];
    overseen(tree, arm);
    turn(tree, this.kinds, kinds, draws);
    tree.faults = this.faultsWith(kinds, draws);
    if (tree.faults === undefined) delete tree.faults;
    const scenario = asScenario(tree);
    return { scenario, policy: nameOfPolicy(scenario.policies[0]!), kinds: kinds.map(({ name }) => name) };
  }

  /** Swarm: those whose draws come first, the larger half of them; and those that have a share of their own. */
  private chosen(faults: WhichFaults, draws: Draws): readonly SearchKind[] {
    if (faults !== 'swarm') return this.kinds.filter(({ name }) => faults.includes(name));
    const drawn = this.kinds.map((kind) => ({
      kind,
      unit: draws.unit(`in/${kind.name}`),
      share: shareOf(kind),
    }));
    const byHalf = drawn.filter(({ share }) => share === undefined).sort((x, y) => x.unit - y.unit);
    const first = new Set(byHalf.slice(0, Math.ceil(byHalf.length / 2)));
    return drawn
      .filter((each) => (each.share === undefined ? first.has(each) : each.unit < each.share))
      .map(({ kind }) => kind);
  }

  /** What the scenario writes down itself stays; what it leaves to the seed is written down here. */
  private faultsWith(kinds: readonly SearchKind[], draws: Draws): Tree | undefined {
    const own = this.scenario.faults;
    const chosen = kinds.flatMap((kind) => (kind.place === 'faults' ? [kind.name] : []));
    const heal = healMs(draws, durationMs(this.scenario.horizon));
    const written = [...(own?.written ?? []), ...writtenFaults(chosen, placesOf(this.scenario), draws, heal)];
    const { bySeed: _left, ...kept } = own ?? {};
    if (written.length === 0 && Object.keys(kept).length === 0) return undefined;
    return { ...kept, written, source: 'made by dray search' };
  }
}

/** What the scenario says of models stays where it is about the one that decides. */
function overseen(tree: Tree, arm: PolicyEntry): void {
  if (!isModel(arm)) {
    for (const section of OF_MODELS) delete tree[section];
    return;
  }
  const { governance } = tree;
  if (!isTree(governance) || !Array.isArray(governance.models)) return;
  if (governance.models.includes(arm.name)) governance.models = [arm.name];
  else delete tree.governance;
}

function shareOf(kind: SearchKind): number | undefined {
  return kind.place === 'figures' ? kind.share : undefined;
}

function turn(tree: Tree, all: readonly SearchKind[], chosen: readonly SearchKind[], draws: Draws): void {
  for (const kind of all) {
    if (kind.place !== 'figures') continue;
    if (chosen.includes(kind)) kind.putIn(tree, draws);
    else kind.takeOut(tree);
  }
}

/** Only values within what the schema allows were written; a test loads the variations of every scenario of the library. */
function asScenario(tree: Tree): AnyOutboundScenario {
  return tree as unknown as AnyOutboundScenario;
}
