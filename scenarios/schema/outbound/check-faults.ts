/**
 * Faults of an outbound scenario: partners exist, kinds are named once, what goes wrong does so within the run, and no call comes
 * so late that its receiver no longer knows that it had it.
 */
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import { drawnMs } from '../../world/draws.ts';
import { upperQuantile } from '../../world/upper-quantile.ts';
import type { Findings, Path } from '../findings.ts';
import { durationMs } from '../units.ts';
import type { WrittenFault } from './faults.ts';
import { FIRST_CARRIER, firstCarrierOf } from './first-carrier.ts';
import type { AnyOutboundScenario } from './scenario.ts';

/** There in every scenario; carriers go by their names. */
const SYSTEM_NAMES = ['ERP', 'WMS', 'TMS'] as const;

const HOUR_MS = 3_600_000;
/** How much later a call may come: the rest of the time that it is known for is for its retries. Source: assumption. */
export const CALL_LATE_MS_MAX = IDEMPOTENCY_MS / 2;
/** A clock that is farther off is not set right without somebody who looks. Source: assumption. */
export const CLOCK_OFF_MS_MAX = HOUR_MS;
/** Share of the drawn times that may lie above it: a run has so few calls that are hit. Source: assumption. */
const LATE_TAIL = 1e-6;

export function checkFaults(scenario: AnyOutboundScenario, found: Findings): void {
  const { faults: given, network, horizon } = scenario;
  if (given === undefined) return;
  const carriers = network?.carriers ?? [];
  const portal = 'inbound' in scenario && scenario.inbound !== undefined ? ['SUPPLIER'] : [];
  const customs = 'customs' in scenario.systems && scenario.systems.customs !== undefined ? ['CUSTOMS'] : [];
  const devices =
    'telematics' in scenario.systems && scenario.systems.telematics !== undefined ? ['TELEMATICS'] : [];
  const stores = 'replenishment' in scenario && scenario.replenishment !== undefined ? ['STORES'] : [];
  const migrating = 'erpMigration' in scenario.systems && scenario.systems.erpMigration !== undefined;
  const next = migrating ? ['NEXT-ERP'] : [];
  const partners = [
    ...SYSTEM_NAMES,
    ...next,
    ...portal,
    ...customs,
    ...devices,
    ...stores,
    ...carriers.map((carrier) => carrier.name),
  ];
  const wired = new Set(
    carriers.flatMap((each) => ((each.x12 ?? each.rest ?? each.files) ? [each.name] : [])),
  );
  const within = (path: Path, text: string): void => {
    if (durationMs(text) >= durationMs(horizon))
      found.report(path, `${text} after the start the run has ended: the horizon is ${horizon}`);
  };
  given.written?.forEach((fault, i) => {
    const path: Path = ['faults', 'written', i];
    within([...path, 'from'], fault.from);
    checkLateness(fault, path, found);
    checkClock(fault, path, found);
    if (!('partner' in fault) || fault.partner === undefined) return;
    const first =
      fault.partner === FIRST_CARRIER ? firstCarrier(scenario, [...path, 'partner'], found) : null;
    const partner = first ?? fault.partner;
    // Which carriers a data set has shows when it is read.
    if (network !== undefined)
      found.oneOf([...path, 'partner'], 'partner', partner, [...partners, FIRST_CARRIER]);
    if ('share' in fault && wired.has(partner))
      found.report(
        [...path, 'partner'],
        `${partner} is connected by a line of its own: what goes wrong on it stands in its x12, rest or files section. An outage can be here`,
      );
  });
  if (given.bySeed === undefined) return;
  within(['faults', 'bySeed', 'heal'], given.bySeed.heal);
  found.unique(['faults', 'bySeed', 'kinds'], 'kind', given.bySeed.kinds ?? []);
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
  const latestMs = upperQuantile(drawnMs(fault.by), LATE_TAIL);
  if (latestMs <= CALL_LATE_MS_MAX) return;
  found.report(
    [...path, 'by'],
    `${fault.kind} by up to ${(latestMs / HOUR_MS).toFixed(1)} h: partners know a message again for ` +
      `${IDEMPOTENCY_MS / HOUR_MS} h, its retries included, and what comes later they do twice. ` +
      `At most ${CALL_LATE_MS_MAX / HOUR_MS} h can be here, but for one draw in a million`,
  );
}

function checkClock(fault: WrittenFault, path: Path, found: Findings): void {
  if (fault.kind !== 'clock-fast' && fault.kind !== 'clock-slow') return;
  if (durationMs(fault.by) <= CLOCK_OFF_MS_MAX) return;
  found.report(
    [...path, 'by'],
    `${fault.kind} by ${fault.by}: at most ${CLOCK_OFF_MS_MAX / HOUR_MS} h can be here`,
  );
}
