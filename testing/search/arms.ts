/** Which arm of a scenario a run of a search has. Rules of thumb only: the kind of fault `model-wayward` lays a model over it. */
import { isModel, nameOfPolicy, type PolicyEntry } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Draws } from './draws.ts';
import { plainOf, valuesAt } from './tree.ts';

/** The rule of thumb that looks at what feeds of stock say; and all of the house that do not. */
const BY_STOCK = 'cheapest-in-stock';
const BLIND: readonly string[] = ['cheapest-feasible', 'fastest-feasible', 'home-node'];
/** Where none of several arms reads stock: so many runs do. A fault of a feed that nobody reads changes nothing. Source: assumption. */
const BY_STOCK_SHARE = 0.4;

export class Arms {
  readonly names: readonly string[];
  private readonly entries: readonly PolicyEntry[];
  private readonly isBlind: boolean;

  /** Throws where only models could decide. */
  constructor(scenario: AnyOutboundScenario) {
    this.entries = scenario.policies.filter((entry) => !isModel(entry));
    this.names = this.entries.map(nameOfPolicy);
    if (this.names.length === 0)
      throw new Error(
        `${scenario.name}: every policy is a model, and a search runs rules of thumb. Add one to \`policies\``,
      );
    // Who names one alone means that one.
    this.isBlind =
      this.names.length > 1 &&
      valuesAt(plainOf(scenario), 'network.nodes.*.feed').length > 0 &&
      scenario.policies.every((entry) => typeof entry === 'string' && BLIND.includes(entry));
  }

  /** @param name one of them; undefined = drawn */
  of(name: string | undefined, draws: Draws): PolicyEntry {
    const drawn = name ?? draws.oneOf('policy', this.names);
    if (name === undefined && this.isBlind && draws.unit('policy/by-stock') < BY_STOCK_SHARE) return BY_STOCK;
    return this.entries.find((entry) => nameOfPolicy(entry) === drawn)!;
  }
}
