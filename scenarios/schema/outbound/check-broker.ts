/** What the format of `systems.broker` can't say by itself: its partners are there, its group has work, and is fast enough for it. */
import { DESK_ROLE } from '../../twin/ticket-desk.ts';
import { CARRIERS, entryPartnerNames } from '../../world/outbound/entry-partners.ts';
import type { Findings, Path } from '../findings.ts';
import { durationMs } from '../units.ts';
import type { BrokerSection } from './broker.ts';
import { messagesPerDay } from './message-rate.ts';
import type { AnyOutboundScenario } from './scenario.ts';

const DAY_MS = 86_400_000;
const PATH: Path = ['systems', 'broker'];

export function checkBroker(scenario: AnyOutboundScenario, found: Findings): void {
  const { broker } = scenario.systems;
  if (broker === undefined) return;
  checkPartners(scenario, broker, found);
  checkGroup(broker, found);
  checkScaling(scenario, broker, found);
  checkFaults(scenario, broker, found);
  checkLoad(scenario, broker, found);
}

function checkPartners({ network }: AnyOutboundScenario, { partners = [] }: BrokerSection, found: Findings) {
  const path = [...PATH, 'partners'];
  found.unique(path, 'partner', partners);
  // Which carriers a data set has shows when it is read.
  if (network === undefined) return;
  const names = entryPartnerNames(network.carriers.map((carrier) => carrier.name));
  partners.forEach((partner, i) => {
    found.oneOf([...path, i], 'partner', partner, names);
    if (
      partner !== CARRIERS &&
      partners.includes(CARRIERS) &&
      !names.slice(0, names.indexOf(CARRIERS)).includes(partner)
    )
      found.warn(
        [...path, i],
        `"${partner}" is a carrier, and ${CARRIERS} says so of all of them. One is enough`,
      );
  });
}

function checkGroup({ partitions, consumers, commitEvery, pollEvery }: BrokerSection, found: Findings): void {
  if (consumers > partitions)
    found.warn(
      [...PATH, 'consumers'],
      `${consumers} consumers for ${partitions} partitions: ${consumers - partitions} of them have nothing to read. More partitions, or fewer consumers`,
    );
  if (durationMs(commitEvery) < durationMs(pollEvery))
    found.warn(
      [...PATH, 'commitEvery'],
      `${commitEvery} is less than pollEvery, ${pollEvery}: a consumer commits when it polls, no sooner`,
    );
}

function checkScaling(
  { horizon }: AnyOutboundScenario,
  { scaling = [], partitions }: BrokerSection,
  found: Findings,
): void {
  const path = [...PATH, 'scaling'];
  found.unique(
    path,
    'scaling from',
    scaling.map(({ from }) => from),
    'from',
  );
  scaling.forEach(({ from, consumers }, i) => {
    if (durationMs(from) >= durationMs(horizon))
      found.report(
        [...path, i, 'from'],
        `${from} after the start the run has ended: the horizon is ${horizon}`,
      );
    if (consumers > partitions)
      found.warn(
        [...path, i, 'consumers'],
        `${consumers} consumers for ${partitions} partitions: ${consumers - partitions} of them have nothing to read. More partitions, or fewer consumers`,
      );
  });
}

function checkFaults({ people, horizon }: AnyOutboundScenario, { faults }: BrokerSection, found: Findings) {
  if (faults === undefined) return;
  const path = [...PATH, 'faults'];
  if (durationMs(faults.heal) >= durationMs(horizon))
    found.report(
      [...path, 'heal'],
      `${faults.heal} after the start the run has ended: the horizon is ${horizon}`,
    );
  if (faults.poison !== undefined && !people.some(({ role }) => role === DESK_ROLE))
    found.warn(
      [...path, 'poison'],
      `there is no ${DESK_ROLE} among the people: poison messages are repaired by themselves, after \`redrive\`. Add the role for tickets`,
    );
}

/** The group must be able to read what comes on average; what it can't do at peaks is its lag. */
function checkLoad(
  scenario: AnyOutboundScenario,
  { consumers, partitions, handle }: BrokerSection,
  found: Findings,
) {
  const handleMs = durationMs(handle);
  const perDay = messagesPerDay(scenario, 'in');
  if (handleMs === 0 || perDay === null) return;
  const most = (Math.min(consumers, partitions) * DAY_MS) / handleMs;
  if (perDay > most)
    found.report(
      [...PATH, 'handle'],
      `about ${Math.round(perDay)} messages a day come from partners, and ${Math.min(consumers, partitions)} consumers at ${handle} each handle ${Math.round(most)}: the lag would grow without end. More consumers, or less time a message`,
    );
}
