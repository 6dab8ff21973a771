/**
 * Faults of an outbound scenario: partners exist, kinds are named once, what goes wrong does so within the run, and nothing
 * comes again so late that its receiver no longer knows that it had it.
 */
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import { REDELIVERY_MS } from '../../../host/redelivery-window.ts';
import { drawnMs } from '../../../world/draws.ts';
import { upperQuantile } from '../../../world/upper-quantile.ts';
import type { DurationDistribution } from '../../distributions.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { WrittenFault } from '../faults.ts';
import { FIRST_CARRIER, firstCarrierOf } from '../first-carrier.ts';
import type { NetworkSection } from '../network.ts';
import type { AnyOutboundScenario, OutboundScenario } from '../scenario.ts';

/** There in every scenario; carriers go by their names. */
const SYSTEM_NAMES = ['ERP', 'WMS', 'TMS'] as const;

const HOUR_MS = 3_600_000;
/** Within this after an outage all that it held up is through, unless the next one has begun. */
const RETRY_MS = 60_000;
/** Kinds in which nothing that a partner sends reaches the core. */
const SILENCES: readonly string[] = ['outage', 'outage-from', 'crash-outage'];
/** How much later a call may come: of the time that it is known for, the core's retries take three quarters (`repeatsKnownMs`). */
export const CALL_LATE_MS_MAX = IDEMPOTENCY_MS / 4;
/** A clock that is farther off is not set right without somebody who looks. Source: assumption. */
export const CLOCK_OFF_MS_MAX = HOUR_MS;
/** Share of the drawn times that may lie above it: a run has so few calls that are hit. Source: assumption. */
const LATE_TAIL = 1e-6;

/** Of a drawn time, but for one draw in a million. */
export function latestMs(by: DurationDistribution): number {
  return upperQuantile(drawnMs(by), LATE_TAIL);
}

export function checkFaults(scenario: AnyOutboundScenario, found: Findings): void {
  const { faults: given, network, horizon } = scenario;
  if (given === undefined) return;
  const carriers = network?.carriers ?? [];
  const threePl = 'threePl' in scenario.systems ? scenario.systems.threePl : undefined;
  const freight = threePl?.freight;
  const partners = systemsOf(scenario);
  const wired = linesOf(carriers, threePl);
  const within = (path: Path, text: string): void => {
    if (durationMs(text) >= durationMs(horizon))
      found.report(path, `${text} after the start the run has ended: the horizon is ${horizon}`);
  };
  given.written?.forEach((fault, i) => {
    const path: Path = ['faults', 'written', i];
    within([...path, 'from'], fault.from);
    checkLateness(fault, path, found);
    checkRedelivery(fault, given.written ?? [], path, found);
    checkClock(fault, path, found);
    if (!('partner' in fault) || fault.partner === undefined) return;
    const first =
      fault.partner === FIRST_CARRIER ? firstCarrier(scenario, [...path, 'partner'], found) : null;
    const partner = first ?? fault.partner;
    // Which carriers a data set has shows when it is read.
    if (network !== undefined)
      found.oneOf([...path, 'partner'], 'partner', partner, [...partners, FIRST_CARRIER]);
    const section = wired.get(partner);
    if (freight !== undefined && carriers.some(({ name }) => name === partner))
      found.report(
        [...path, 'partner'],
        `${partner} drives for ${freight.carrier}, and the orchestrator has no word with it: nothing would be hit. Name "${freight.carrier}", or take the fault out`,
      );
    else if ('share' in fault && section !== undefined)
      found.report(
        [...path, 'partner'],
        `${partner} is connected by a line of its own: what goes wrong on it stands in ${section}. An outage can be here`,
      );
  });
  if (given.bySeed === undefined) return;
  within(['faults', 'bySeed', 'heal'], given.bySeed.heal);
  found.unique(['faults', 'bySeed', 'kinds'], 'kind', given.bySeed.kinds ?? []);
}

/** Who a fault can name: systems that are there, and carriers. */
export function systemsOf(scenario: AnyOutboundScenario): readonly string[] {
  const { network, systems } = scenario;
  const replenishment = 'replenishment' in scenario ? scenario.replenishment : undefined;
  const freight = 'threePl' in systems ? systems.threePl?.freight : undefined;
  const there: readonly (readonly [name: string, is: unknown])[] = [
    ['NEXT-ERP', 'erpMigration' in systems ? systems.erpMigration : undefined],
    ['SUPPLIER', 'inbound' in scenario ? scenario.inbound : undefined],
    ['CRM', 'crm' in systems ? systems.crm : undefined],
    ['CUSTOMS', 'customs' in systems ? systems.customs : undefined],
    ['TELEMATICS', 'telematics' in systems ? systems.telematics : undefined],
    ['STORES', replenishment],
    ['FLEET', replenishment?.routes],
  ];
  return [
    ...SYSTEM_NAMES,
    ...there.flatMap(([name, is]) => (is === undefined ? [] : [name])),
    ...(freight === undefined ? [] : [freight.carrier]),
    ...(network?.carriers ?? []).map((carrier) => carrier.name),
  ];
}

/** Partners on lines of their own, and where it stands what goes wrong on them. */
function linesOf(
  carriers: readonly Pick<NetworkSection['carriers'][number], 'name' | 'x12' | 'rest' | 'files'>[],
  threePl: OutboundScenario['systems']['threePl'],
): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const { name, x12, rest, files } of carriers)
    if (x12 ?? rest ?? files) lines.set(name, 'its x12, rest or files section');
  if (threePl === undefined) return lines;
  // Messages of the nodes that it does not run go as before.
  if (threePl.nodes === undefined) lines.set('WMS', '`systems.threePl`');
  if (threePl.freight !== undefined) lines.set(threePl.freight.carrier, '`systems.threePl`');
  return lines;
}

/** Its name; null, and reported, where nobody is. */
function firstCarrier({ network }: AnyOutboundScenario, path: Path, found: Findings): string | null {
  const first = network === undefined ? null : firstCarrierOf(network);
  if (first !== null) return first.name;
  const lacks =
    network === undefined
      ? 'this scenario reads its rates from a data set and has no routing guide'
      : 'no carrier of the routing guide has a tariff for any lane';
  found.report(path, `nobody is "${FIRST_CARRIER}": ${lacks}. Name a carrier`);
  return null;
}

/** What came later than partners know a message again they would do twice, and be right to. */
function checkLateness(fault: WrittenFault, path: Path, found: Findings): void {
  if (fault.kind !== 'call-duplicated' && fault.kind !== 'call-delayed') return;
  const lateMs = latestMs(fault.by);
  if (lateMs <= CALL_LATE_MS_MAX) return;
  found.report(
    [...path, 'by'],
    `${fault.kind} by up to ${(lateMs / HOUR_MS).toFixed(1)} h: partners know a message again for ` +
      `${IDEMPOTENCY_MS / HOUR_MS} h, its retries included, and what comes later they do twice. ` +
      `At most ${CALL_LATE_MS_MAX / HOUR_MS} h can be here, but for one draw in a million`,
  );
}

/** What the core has taken and gets again: late by its own fault, and by the outage that it may fall into. */
function checkRedelivery(
  fault: WrittenFault,
  all: readonly WrittenFault[],
  path: Path,
  found: Findings,
): void {
  if (fault.kind !== 'event-duplicated' && fault.kind !== 'commit-unacknowledged') return;
  // What was not heard of is sent again, and that may be hit in its turn.
  const hits = fault.kind === 'event-duplicated' ? [fault] : all;
  const ownMs = hits.reduce((most, each) => Math.max(most, eventLateMs(each, fault.partner)), 0);
  const outagesMs = longestSilenceMs(all, fault.partner);
  if (ownMs + outagesMs <= REDELIVERY_MS) return;
  const hours = (ms: number): string => `${(ms / HOUR_MS).toFixed(1)} h`;
  const held = outagesMs === 0 ? '' : ` and held up by outages for ${hours(outagesMs)}`;
  found.report(
    ownMs > REDELIVERY_MS ? [...path, 'by'] : path,
    `${fault.kind} by up to ${hours(ownMs)}${held}: the core knows a message again for ${REDELIVERY_MS / HOUR_MS} h, ` +
      `and what comes later is a new one to it. At most ${REDELIVERY_MS / HOUR_MS} h can be here in all, but for one draw in a million`,
  );
}

/** How late a fault makes a message of this partner, at most. */
function eventLateMs(fault: WrittenFault, partner: string | undefined): number {
  switch (fault.kind) {
    case 'event-duplicated':
    case 'event-delayed':
    case 'event-reordered':
      return areApart(fault.partner, partner) ? 0 : latestMs(fault.by);
    default:
      return 0;
  }
}

/** The longest stretch in which nothing of this partner reaches the core: outages that overlap, or follow at once, are one. */
function longestSilenceMs(all: readonly WrittenFault[], partner: string | undefined): number {
  const silences = all.flatMap((fault) => {
    if (!('lasts' in fault) || !SILENCES.includes(fault.kind)) return [];
    if ('partner' in fault && areApart(fault.partner, partner)) return [];
    const fromMs = durationMs(fault.from);
    return [{ fromMs, untilMs: fromMs + durationMs(fault.lasts) }];
  });
  silences.sort((x, y) => x.fromMs - y.fromMs);
  let [longestMs, beganMs, endsMs] = [0, 0, 0];
  for (const { fromMs, untilMs } of silences) {
    if (fromMs > endsMs + RETRY_MS) beganMs = fromMs;
    endsMs = Math.max(endsMs, untilMs);
    longestMs = Math.max(longestMs, endsMs - beganMs);
  }
  return longestMs;
}

/** By names, of which a role is none: who is `first-carrier` may be anybody. */
function areApart(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return one !== other && one !== FIRST_CARRIER && other !== FIRST_CARRIER;
}

function checkClock(fault: WrittenFault, path: Path, found: Findings): void {
  if (fault.kind !== 'clock-fast' && fault.kind !== 'clock-slow') return;
  if (durationMs(fault.by) <= CLOCK_OFF_MS_MAX) return;
  found.report(
    [...path, 'by'],
    `${fault.kind} by ${fault.by}: at most ${CLOCK_OFF_MS_MAX / HOUR_MS} h can be here`,
  );
}
