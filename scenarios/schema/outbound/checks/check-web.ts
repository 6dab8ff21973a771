/**
 * Web faults of carriers with an API: the webhook looks at what it is lied to about, and believes what is true; a token comes while somebody
 * waits for it, and is good for a call; and nothing comes again so late that its receiver no longer knows that it had it.
 */
import { IDEMPOTENCY_MS } from '#mock-systems/mock-system';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { RestSection, RotationSection } from '../partners.ts';
import type { AnyOutboundScenario } from '../scenario.ts';
import { CALL_LATE_MS_MAX, latestMs } from './check-faults.ts';

/** The core waits 30 s for an answer: the 401, the new token and the call again must be within that. Source: assumption. */
const REFRESH_MS_MAX = 10_000;

/** Signatures say when in whole seconds. */
const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Between the end of the old secret and the new one: well within the time in which events are posted again. */
const KEY_GAP_MS_MAX = 5 * DAY_MS;

export function checkWeb({ network, systems, horizon }: AnyOutboundScenario, found: Findings): void {
  const { linkLatency } = systems;
  network?.carriers.forEach(({ name, rest }, i) => {
    if (rest === undefined) return;
    const path = ['network', 'carriers', i, 'rest'];
    checkLateness(rest.faults, [...path, 'faults', 'delayBy'], found);
    if (rest.token !== undefined) checkToken(rest.token, linkLatency, [...path, 'token'], found);
    if (rest.webhook !== undefined) {
      const { tolerance, rotation } = rest.webhook;
      if (rotation !== undefined) checkRotation(rotation, horizon, [...path, 'webhook', 'rotation'], found);
      if (durationMs(tolerance) < durationMs(linkLatency) + SECOND_MS)
        found.report(
          [...path, 'webhook', 'tolerance'],
          `posts are ${linkLatency} on their way, and signed by the second: within ${tolerance} some would be refused however often they come. Give it ${linkLatency} and 1 s at least`,
        );
      return;
    }
    for (const fault of ['forged', 'replayed'] as const)
      if ((rest.faults[fault] ?? 0) > 0)
        found.report(
          [...path, 'faults', fault],
          `events of ${name} are not signed: nobody could tell. Give it \`webhook: { tolerance: 5 min }\`, or leave it out`,
        );
  });
}

/** Calls and events, either way: both ends know a message again for a stated time, its retries included. */
function checkLateness(
  { delayBy, duplicated = 0, delayed = 0 }: RestSection['faults'],
  path: Path,
  found: Findings,
): void {
  if (delayBy === undefined || duplicated + delayed === 0 || latestMs(delayBy) <= CALL_LATE_MS_MAX) return;
  found.report(
    path,
    `calls and events come again up to ${(latestMs(delayBy) / HOUR_MS).toFixed(1)} h later: both ends know a message again for ` +
      `${IDEMPOTENCY_MS / HOUR_MS} h, its retries included. At most ${CALL_LATE_MS_MAX / HOUR_MS} h can be here, but for one draw in a million`,
  );
}

function checkRotation(
  { at, overlap, takenOver }: RotationSection,
  horizon: string,
  path: Path,
  found: Findings,
): void {
  if (durationMs(at) >= durationMs(horizon))
    found.report([...path, 'at'], `${at} after the start the run has ended: the horizon is ${horizon}`);
  if (takenOver === undefined || durationMs(takenOver) - durationMs(overlap) <= KEY_GAP_MS_MAX) return;
  found.report(
    [...path, 'takenOver'],
    `from ${overlap} to ${takenOver} nothing of the carrier would be taken, and it posts an event again for ${KEY_GAP_MS_MAX / DAY_MS} days. Let it take over sooner, or leave \`takenOver\` out: then a ticket ends it`,
  );
}

function checkToken(
  { lifetime, refresh, skewed, ahead }: NonNullable<RestSection['token']>,
  linkLatency: string,
  path: Path,
  found: Findings,
): void {
  if (durationMs(refresh) > REFRESH_MS_MAX)
    found.report(
      [...path, 'refresh'],
      `${refresh} is longer than the core's calls may wait for a new token: at most ${REFRESH_MS_MAX / 1000} s`,
    );
  if (durationMs(lifetime) <= durationMs(refresh) + 2 * durationMs(linkLatency))
    found.report(
      [...path, 'lifetime'],
      `a new token takes ${refresh} and ${linkLatency} back, and its call ${linkLatency}: it has expired before it is used. Give it more than ${lifetime}`,
    );
  if ((skewed ?? 0) > 0 && ahead === undefined)
    found.report([...path, 'skewed'], 'nothing says how far such a clock is off. Give `ahead`');
}
