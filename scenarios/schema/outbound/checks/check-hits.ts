/**
 * Hits of the faults of an outbound scenario: whoever is named is there, the message is one that he takes or sends, and nothing comes
 * again so late that its receiver no longer knows that it had it.
 */
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { CARE_PROCESS_ROUTES } from '#orchestrator/processes/care/process';
import { INBOUND_PROCESS_ROUTES } from '#orchestrator/processes/inbound/process';
import { OUTBOUND_PROCESS_ROUTES } from '#orchestrator/processes/outbound/process';
import { REPLENISHMENT_PROCESS_ROUTES } from '#orchestrator/processes/replenishment/process';
import { RETURNS_PROCESS_ROUTES } from '#orchestrator/processes/returns/process';
import { REDELIVERY_MS } from '../../../host/redelivery-window.ts';
import { CALL_FAULTS, FAULT_KINDS, type FaultKind } from '../../../world/fault-settings.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import { ACTORS } from '../actors.ts';
import type { FaultHit } from '../faults.ts';
import type { OutboundScenario } from '../scenario.ts';
import { CALL_LATE_MS_MAX, systemsOf } from './check-faults.ts';

const HOUR_MS = 3_600_000;

/** What partners send. */
const EVENT_KINDS: readonly string[] = [
  OUTBOUND_PROCESS_ROUTES,
  INBOUND_PROCESS_ROUTES,
  CARE_PROCESS_ROUTES,
  RETURNS_PROCESS_ROUTES,
  REPLENISHMENT_PROCESS_ROUTES,
].flatMap((routes) => [...routes.keys()]);

/** How late a second copy may come. */
const OF_CALLS = { ms: CALL_LATE_MS_MAX, knownMs: IDEMPOTENCY_MS, who: 'partners know' };
const LATENESS_MAX: ReadonlyMap<FaultKind, typeof OF_CALLS> = new Map([
  ['call-duplicated', OF_CALLS],
  ['call-delayed', OF_CALLS],
  ['event-duplicated', { ms: REDELIVERY_MS, knownMs: REDELIVERY_MS, who: 'the core knows' }],
]);

interface Known {
  readonly partners: readonly string[];
  readonly actors: readonly string[];
  readonly calls: readonly string[];
  readonly events: readonly string[];
}

export function checkHits(scenario: OutboundScenario, found: Findings): void {
  const { hits = [] } = scenario.faults ?? {};
  if (hits.length === 0) return;
  const known = knownIn(scenario);
  hits.forEach((hit, i) => {
    const path: Path = ['faults', 'hits', i];
    if (hit.kind === 'zombie') found.oneOf([...path, 'actor'], 'type of actor', hit.actor, known.actors);
    else checkMessage(hit, known, path, found);
    checkLateness(hit, path, found);
  });
}

function knownIn(scenario: OutboundScenario): Known {
  const own = scenario.ownProcesses ?? [];
  return {
    partners: [...systemsOf(scenario), ...own.map(({ system }) => system.name)],
    actors: [...ACTORS, ...own.map(({ actor }) => actor.name)],
    calls: [...MESSAGE_KINDS, ...own.flatMap(({ system }) => system.takes ?? [])],
    events: [...EVENT_KINDS, ...own.flatMap(({ system }) => system.says)],
  };
}

function checkMessage(
  { kind, partner, message, from, until }: Exclude<FaultHit, { readonly kind: 'zombie' }>,
  known: Known,
  path: Path,
  found: Findings,
): void {
  found.oneOf([...path, 'partner'], 'partner', partner, known.partners);
  const isCall = (CALL_FAULTS as readonly FaultKind[]).includes(kind);
  const [right, wrong] = isCall ? [known.calls, known.events] : [known.events, known.calls];
  if (!right.includes(message) && wrong.includes(message)) {
    const kinds = FAULT_KINDS.filter((each) => each.startsWith(isCall ? 'event-' : 'call-')).join(', ');
    const says = isCall ? 'partners send' : 'the core sends';
    found.report(
      [...path, 'message'],
      `${kind} does not hit "${message}", which ${says}: it is hit by ${kinds}`,
    );
  } else found.oneOf([...path, 'message'], 'kind of message', message, right);
  if (from !== undefined && until !== undefined && durationMs(from) >= durationMs(until))
    found.report([...path, 'until'], `${until} is not after from ${from}: nothing would be hit`);
}

function checkLateness(hit: FaultHit, path: Path, found: Findings): void {
  if (!('by' in hit)) return;
  const most = LATENESS_MAX.get(hit.kind);
  if (most === undefined || durationMs(hit.by) <= most.ms) return;
  found.report(
    [...path, 'by'],
    `${hit.kind} by ${hit.by}: ${most.who} a message again for ${most.knownMs / HOUR_MS} h, and what comes later is a new one. ` +
      `At most ${most.ms / HOUR_MS} h can be here`,
  );
}
