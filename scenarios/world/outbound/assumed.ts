/** What a scenario of outbound assumes: what its own groups say, its phases, and the profiles of its carriers. */
import { assumedFigures } from '#mock-systems/carriers/assumed';
import {
  type AnyOutboundScenario,
  isRecorded,
  type RecordedScenario,
} from '../../schema/outbound/scenario.ts';
import { assumptionsOf } from '../assumptions.ts';
import { withPhaseTables } from './phases/phases.ts';
import { figuresSaid } from './systems/behaviour.ts';

/** As sentences: where it is, and the names of what is assumed there. */
export function assumedIn(scenario: AnyOutboundScenario): string[] {
  return [...assumptionsOf(withPhaseTables(scenario)), ...ofProfiles(scenario)];
}

/** A profile of the user's own says in its own file where its figures come from. */
function ofProfiles(scenario: AnyOutboundScenario): string[] {
  const own = scenario.ownProfiles ?? {};
  return [...saidByProfile(scenario)]
    .filter(([name]) => !Object.hasOwn(own, name))
    .flatMap(([name, said]) =>
      assumedFigures(name).flatMap(({ group, figures }) => {
        const left = figures.filter((figure) => !said.has(`${group}.${figure}`));
        return left.length === 0
          ? []
          : [`carrier profile ${name}${group === null ? '' : `.${group}`}: ${left.join(', ')}`];
      }),
    );
}

/** Profiles in use, and the figures of each that the scenario has its own for. */
function saidByProfile(scenario: AnyOutboundScenario): ReadonlyMap<string, ReadonlySet<string>> {
  if (isRecorded(scenario)) return new Map([[scenario.carriers.profile, saidOtherwise(scenario)]]);
  const carriersOf = Map.groupBy(scenario.network.carriers, ({ profile }) => profile);
  return new Map(
    [...carriersOf].map(([name, carriers]) => {
      // What only one of two carriers has its own figure for is still of the profile for the other.
      const [first, ...others] = carriers.map(({ behaviour }) =>
        behaviour === undefined ? [] : figuresSaid(behaviour),
      );
      return [
        name,
        new Set(first!.filter((figure) => others.every((each) => each.includes(figure)))),
      ] as const;
    }),
  );
}

/** Figures of the profile that a scenario of an order list has its own for. */
function saidOtherwise(scenario: RecordedScenario): ReadonlySet<string> {
  const { tenderAnswer, billAfterDelivery, billErrors, behaviour } = scenario.carriers;
  return new Set([
    ...(behaviour === undefined ? [] : figuresSaid(behaviour)),
    // By mode; without one a carrier is punctual.
    ...['lateShare', 'earlyShare', 'lateDays', 'earlyDays'].map((figure) => `transit.${figure}`),
    ...(tenderAnswer === undefined ? [] : ['acceptance.answerMs']),
    ...(billAfterDelivery === undefined ? [] : ['freight.billAfterDeliveryMs']),
    ...(billErrors === undefined ? [] : ['freight.errorShare']),
  ]);
}
