/** What a scenario of outbound assumes: what its own groups say, its phases, and the profiles of its carriers. */
import { assumedFigures } from '#mock-systems/carriers/assumed';
import { type AnyOutboundScenario, isRecorded } from '../../schema/outbound/scenario.ts';
import { assumptionsOf } from '../assumptions.ts';
import { withPhaseTables } from './phases/phases.ts';

/** As sentences: where it is, and the names of what is assumed there. */
export function assumedIn(scenario: AnyOutboundScenario): string[] {
  return [...assumptionsOf(withPhaseTables(scenario)), ...ofProfiles(scenario)];
}

/** A profile of the user's own says in its own file where its figures come from. */
function ofProfiles(scenario: AnyOutboundScenario): string[] {
  const own = scenario.ownProfiles ?? {};
  const names = isRecorded(scenario)
    ? [scenario.carriers.profile]
    : scenario.network.carriers.map(({ profile }) => profile);
  const said = saidOtherwise(scenario);
  return [...new Set(names)]
    .filter((name) => !Object.hasOwn(own, name))
    .flatMap((name) =>
      assumedFigures(name).flatMap(({ group, figures }) => {
        const left = figures.filter((figure) => !said.has(`${group}.${figure}`));
        return left.length === 0
          ? []
          : [`carrier profile ${name}${group === null ? '' : `.${group}`}: ${left.join(', ')}`];
      }),
    );
}

/** Figures of the profile that the scenario has its own for. */
function saidOtherwise(scenario: AnyOutboundScenario): ReadonlySet<string> {
  if (!isRecorded(scenario)) return new Set();
  const { tenderAnswer, billAfterDelivery, billErrors } = scenario.carriers;
  return new Set([
    // By mode; without one a carrier is punctual.
    ...['lateShare', 'earlyShare', 'lateDays', 'earlyDays'].map((figure) => `transit.${figure}`),
    ...(tenderAnswer === undefined ? [] : ['acceptance.answerMs']),
    ...(billAfterDelivery === undefined ? [] : ['freight.billAfterDeliveryMs']),
    ...(billErrors === undefined ? [] : ['freight.errorShare']),
  ]);
}
