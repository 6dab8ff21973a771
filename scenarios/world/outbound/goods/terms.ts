/** What is agreed with customers and suppliers, where a scenario says any of it. */
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import type { AgreedTerms, OutboundWorld } from '../../outbound-world.ts';

export function termsOf({
  network,
  inbound,
}: Pick<OutboundScenario, 'network' | 'inbound'>): Pick<OutboundWorld, 'terms'> {
  const { classes } = network.customers;
  const terms: AgreedTerms = {
    windowMs: classes.map(({ window }) => known(window)),
    paysAfterMs: classes.map(({ paysAfter }) => known(paysAfter)),
    paidAfterMs: (inbound?.suppliers ?? []).map(({ paidAfter }) => known(paidAfter)),
  };
  return Object.values(terms)
    .flat()
    .every((each) => each === null)
    ? {}
    : { terms };
}

function known(duration: string | undefined): number | null {
  return duration === undefined ? null : durationMs(duration);
}
