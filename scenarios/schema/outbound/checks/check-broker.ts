/** What the format of `systems.broker` can't say by itself: its partners are there, its group has work, and is fast enough for it. */
import { DESK_ROLE } from '../../../twin/ways/ticket-desk.ts';
import { CARRIERS, entryPartnerNames } from '../../../world/outbound/systems/entry-partners.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { BrokerSection } from '../broker.ts';
import { messagesPerDay } from '../message-rate.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

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
function checkLoad(scenario: AnyOutboundScenario, section: BrokerSection, found: Findings) {
  const { partitions, handle, batch, pollEvery } = section;
  const perDay = publishedPerDay(scenario, section);
  if (perDay === null) return;
  const readers = Math.min(consumersAtLast(section), partitions);
  const tooFew = (key: 'handle' | 'batch', most: number, how: string, wayOut: string): boolean => {
    if (perDay <= most) return false;
    found.report(
      [...PATH, key],
      `about ${Math.round(perDay)} messages a day come from partners, and ${readers} consumers ${how} ${Math.floor(most)}: the lag would grow without end. ${wayOut}`,
    );
    return true;
  };
  if (
    tooFew(
      'handle',
      (readers * DAY_MS) / durationMs(handle),
      `at ${handle} each handle`,
      'More consumers, or less time a message',
    )
  )
    return;
  tooFew(
    'batch',
    (readers * batch * DAY_MS) / durationMs(pollEvery),
    `that read ${batch} every ${pollEvery} read`,
    'More consumers or a greater batch, or poll more often',
  );
}

/** After the last step of `scaling`: what they can't do then they never will. */
function consumersAtLast({ consumers, scaling = [] }: BrokerSection): number {
  const last = scaling.toSorted((x, y) => durationMs(x.from) - durationMs(y.from)).at(-1);
  return last?.consumers ?? consumers;
}

/** Of the partners that come by it, as far as they are known; null where nothing is. */
function publishedPerDay(scenario: AnyOutboundScenario, { partners }: BrokerSection): number | null {
  if (partners === undefined) return messagesPerDay(scenario, 'in');
  return partners.reduce((sum, partner) => sum + (messagesPerDay(scenario, 'in', partner) ?? 0), 0);
}
