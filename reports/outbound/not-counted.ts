/** What is said where the figures of a run stand that an invariant stopped: they are there to look for the fault, not to judge by. */
import type { OutboundRunReport } from './outbound-report.ts';

/** null = figures count. */
export function notCounted({ arms }: Pick<OutboundRunReport, 'arms'>): string | null {
  const who = arms.filter(({ end }) => end === 'violated').map(({ policy }) => policy);
  if (who.length === 0) return null;
  return `These figures do not count: ${who.join(' and ')} ${who.length === 1 ? 'was' : 'were'} stopped by an invariant that did not hold.`;
}
