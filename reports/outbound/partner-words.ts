/** Which partners made trouble, and what it was, for the terminal: a line each. */
import type { PartnerReport } from '../kpis/partners/partner-catalogue.ts';
import { count, share } from '../text/format.ts';
import { busyFigure, wait } from './figures.ts';
import type { OutboundArmReport } from './outbound-report.ts';

/** None = every message got through at once, and came once. */
export function partnerWords({ policy, partners }: OutboundArmReport): string[] {
  return partners.flatMap((partner) => {
    const parts = [...sending(partner), ...shut(partner), ...letters(partner), ...receiving(partner)];
    return parts.length === 0 ? [] : [`${policy}, ${partner.name}: ${parts.join('; ')}`];
  });
}

function sending(partner: PartnerReport): string[] {
  const { firstAttemptShare, retries, failed, throttled, acknowledgedP95, waiting, waitingMax } = partner;
  const parts: string[] = [];
  if ((failed ?? 0) + (throttled ?? 0) + (retries ?? 0) > 0) {
    const many = throttled === 0 ? '' : `, ${count(throttled)} times "too many"`;
    const late = acknowledgedP95 === null ? '' : `, 95 % within ${wait(acknowledgedP95)}`;
    parts.push(`${share(firstAttemptShare)} taken at first attempt${late}, ${count(retries)} retries${many}`);
    parts.push(`at most ${count(waitingMax)} messages waited`);
  }
  if ((waiting ?? 0) > 0) parts.push(`${count(waiting)} still wait at the end`);
  return parts;
}

function shut({ openShare, openings, pausedShare }: PartnerReport): string[] {
  const parts: string[] = [];
  if ((openings ?? 0) > 0)
    parts.push(`breaker opened ${count(openings)} x, open ${busyFigure(openShare ?? 0)} of the time`);
  if ((pausedShare ?? 0) > 0) parts.push(`paused at its wish ${busyFigure(pausedShare!)} of the time`);
  return parts;
}

function letters({ deadLetters, resent, dropped }: PartnerReport): string[] {
  if (deadLetters === 0) return [];
  return [`${count(deadLetters)} given up, ${count(resent)} sent again, ${count(dropped)} dropped`];
}

function receiving({ duplicates, turnedAway, unknownCodes }: PartnerReport): string[] {
  const parts: string[] = [];
  if ((duplicates ?? 0) > 0) parts.push(`${count(duplicates)} came twice`);
  if ((turnedAway ?? 0) > 0) parts.push(`turned away at the door ${count(turnedAway)} x`);
  if ((unknownCodes ?? 0) > 0) parts.push(`${count(unknownCodes)} x an unknown code`);
  return parts;
}
