/**
 * The scenario's own models as a search runs them: opened once in each process, and laid over the rules of thumb of the run at hand.
 *
 * 1. An endpoint is not asked: a search puts thousands of questions, and what is answered over a network is not the same the next time.
 */
import {
  isModel,
  isWayward,
  type ModelPolicyEntry,
  nameOfPolicy,
  type PolicyEntry,
} from '#scenarios/schema/outbound/policies';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import type { OwnParts } from '#scenarios/schema/own-parts';
import type { PointModel } from '#scenarios/twin/deciders/model-policy';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { armByItself } from '#scenarios/twin/deciders/wayward-model';
import { type OpenPolicies, openPolicies, ownPolicies } from '../policies.ts';
import type { DiskFiles } from '../source-files.ts';

export class OpenedModels {
  /** Of what answers: a file that has changed is another search. */
  readonly digests: readonly string[];
  private readonly models: ReadonlyMap<string, PointModel>;
  private readonly open: OpenPolicies;

  private constructor(open: OpenPolicies) {
    this.open = open;
    this.models = new Map(
      open.policies.flatMap(({ name, model }) => (model === undefined ? [] : [[name, model] as const])),
    );
    this.digests = [...this.models.values()].map(({ modelDigest }) => modelDigest);
  }

  /** Throws `UserError` for what can't be opened. */
  static async of(scenario: AnyOutboundScenario, files: DiskFiles, parts: OwnParts): Promise<OpenedModels> {
    const policies = scenario.policies.filter(isOpenable);
    return new OpenedModels(await openPolicies({ ...scenario, policies }, files, parts));
  }

  /** The one arm of a variation, its model open; undefined = nothing had to be opened for it. */
  armIn(variation: AnyOutboundScenario, parts: OwnParts): OutboundPolicies | undefined {
    const [entry] = variation.policies;
    if (entry === undefined || !isOpenable(entry)) return undefined;
    return { ...armByItself(variation, entry, ownPolicies(parts)), model: this.models.get(entry.name)! };
  }

  async close(): Promise<void> {
    await this.open.close();
  }
}

/** Arms whose models a search opens, by name. */
export function openableArms({ policies }: AnyOutboundScenario): readonly string[] {
  return policies.filter(isOpenable).map(nameOfPolicy);
}

function isOpenable(entry: PolicyEntry): entry is ModelPolicyEntry {
  return isModel(entry) && !isWayward(entry) && entry.http === undefined;
}
