/** Web faults of carriers with an API: the webhook looks at what it is lied to about, and a token comes while somebody waits for it. */
import type { Findings, Path } from '../findings.ts';
import { durationMs } from '../units.ts';
import type { RestSection } from './partners.ts';
import type { AnyOutboundScenario } from './scenario.ts';

/** The core waits 30 s for an answer: the 401, the new token and the call again must be within that. Source: assumption. */
const REFRESH_MS_MAX = 10_000;

export function checkWeb({ network }: AnyOutboundScenario, found: Findings): void {
  network?.carriers.forEach(({ name, rest }, i) => {
    if (rest === undefined) return;
    const path = ['network', 'carriers', i, 'rest'];
    if (rest.token !== undefined) checkToken(rest.token, [...path, 'token'], found);
    if (rest.webhook !== undefined) return;
    for (const fault of ['forged', 'replayed'] as const)
      if ((rest.faults[fault] ?? 0) > 0)
        found.report(
          [...path, 'faults', fault],
          `events of ${name} are not signed: nobody could tell. Give it \`webhook: { tolerance: 5 min }\`, or leave it out`,
        );
  });
}

function checkToken(
  { refresh, skewed, ahead }: NonNullable<RestSection['token']>,
  path: Path,
  found: Findings,
): void {
  if (durationMs(refresh) > REFRESH_MS_MAX)
    found.report(
      [...path, 'refresh'],
      `${refresh} is longer than the core's calls may wait for a new token: at most ${REFRESH_MS_MAX / 1000} s`,
    );
  if ((skewed ?? 0) > 0 && ahead === undefined)
    found.report([...path, 'skewed'], 'nothing says how far such a clock is off. Give `ahead`');
}
