/**
 * Which arm of a scenario a run of a search has: its rules of thumb, and those of its models that whoever runs it has opened. Over a rule of
 * thumb the kind of fault `model-wayward` lays a model of its own.
 */
import { isModel, isWayward, nameOfPolicy, type PolicyEntry } from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { Draws } from './draws.ts';
import { plainOf, valuesAt } from './tree.ts';

/** The rule of thumb that looks at what feeds of stock say; and all of the house that do not. */
const BY_STOCK = 'cheapest-in-stock';
const BLIND: readonly string[] = ['cheapest-feasible', 'fastest-feasible', 'home-node'];
/** Where none of several arms reads stock: so many runs do. A fault of a feed that nobody reads changes nothing. Source: assumption. */
const BY_STOCK_SHARE = 0.4;

/** Of a scenario's policies, one by name alone. */
export function readsNoStock(entry: unknown): boolean {
  return typeof entry === 'string' && BLIND.includes(entry);
}

export class Arms {
  /** What may be asked for by name. */
  readonly names: readonly string[];
  private readonly entries: readonly PolicyEntry[];
  private readonly isBlind: boolean;

  /**
   * Throws where nothing is left that could decide.
   * @param opened arms whose models are open
   */
  constructor(scenario: AnyOutboundScenario, opened: readonly string[]) {
    this.entries = scenario.policies.filter(
      (entry) => !isModel(entry) || isWayward(entry) || opened.includes(entry.name),
    );
    if (this.entries.length === 0)
      throw new Error(
        `${scenario.name}: every policy is a model at an endpoint, and a search asks none. Add a rule of thumb to \`policies\``,
      );
    // Who names one alone means that one.
    this.isBlind =
      this.entries.length > 1 &&
      valuesAt(plainOf(scenario), 'network.nodes.*.feed').length > 0 &&
      scenario.policies.every(readsNoStock);
    this.names = [...this.entries.map(nameOfPolicy), ...(this.isBlind ? [BY_STOCK] : [])];
  }

  /** @param name one of them; undefined = drawn */
  of(name: string | undefined, draws: Draws): PolicyEntry {
    const own = this.entries.find((entry) => nameOfPolicy(entry) === name);
    if (own !== undefined) return own;
    if (name !== undefined) return BY_STOCK;
    const drawn = draws.oneOf('policy', this.entries);
    return this.isBlind && draws.unit('policy/by-stock') < BY_STOCK_SHARE ? BY_STOCK : drawn;
  }
}
