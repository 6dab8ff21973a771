/** A governed model in words: how long it was in each mode, each change of mode with its reason, and what it did with what it was shown wrongly. */
import { count, duration, instant, money, share } from '../text/format.ts';
import type { GovernanceReport, ModeReport } from './governance-report.ts';

/** Of a change, warning or refusal. */
export function changeWords({ at, from, to, share: part, cause, by, reason }: ModeReport): string {
  const mode = to === 'canary' ? `canary of ${share(part)}` : to;
  const who = cause === 'monitor' || cause === 'warning' ? `monitor ${by}` : by;
  const what =
    cause === 'start'
      ? `begins as ${mode}`
      : cause === 'warning'
        ? `stays ${mode}, warned of`
        : cause === 'refused'
          ? `stays ${mode}, refused`
          : cause === 'kill'
            ? `${from} to ${mode}, killed`
            : `${from} to ${mode}`;
  return `${instant(at)} ${what}, ${who}: ${reason}`;
}

/** Lines for a terminal, the first about all of it. @param policy that the arm is called */
export function governanceWords(policy: string, governance: GovernanceReport): string[] {
  const { governed, modeMs, modes, obeyed, point } = governance;
  const spent = Object.entries(modeMs).filter(([, ms]) => ms > 0);
  const times = spent.map(([mode, ms]) => `${mode} ${duration(ms)}`).join(', ');
  const head = `${policy}: ${governed ? 'governed' : 'not governed'}, ${times}; ${count(obeyed)} decisions of ${point} were its own`;
  return [head, ...wrongWords(governance), ...(governed ? modes.map(changeWords) : [])];
}

function wrongWords(governance: GovernanceReport): string[] {
  const { wrongFrom, misread, misreadDearer, misreadExtraMinor } = governance;
  if (wrongFrom === null) return [];
  const { noticedAfterMs, stoppedAfterMs } = governance;
  const noticed = noticedAfterMs === null ? 'never noticed' : `noticed after ${duration(noticedAfterMs)}`;
  const stopped =
    stoppedAfterMs === null
      ? 'never stopped'
      : `it decided nothing any more after ${duration(stoppedAfterMs)}`;
  return [
    `shown something wrong from ${instant(wrongFrom)}, ${noticed}, ${stopped}; ${count(misread)} decisions by then, ` +
      `${count(misreadDearer)} of them dearer than the baseline's, ${money(misreadExtraMinor)} more committed in all`,
  ];
}
