/**
 * Answers of a design's policy that another policy, or a person, gave in its stead: what a comparison says of such a design it says of those.
 *
 * 1. A policy of which no answer was used has not been compared, whatever its figures are: no verdict is made of them.
 */
import { fallbackWords } from '../outbound/fallback-words.ts';
import { count } from '../text/format.ts';
import { printable } from '../text/width.ts';
import type { Verdict } from './comparison-report.ts';
import type { StandIns, WithStandIns } from './stand-in-report.ts';

/**
 * From this share of its answers on it is said in the line of the verdict. As much as the intervals leave to chance: of less, what is seen is
 * the policy's, of more it may be its stand-in's. Source: assumption.
 */
const SHARE_TOLD = 0.05;

/** Whether none of its answers was used. */
export function isUnheard({ standIns }: WithStandIns): boolean {
  return standIns !== undefined && standIns.fellBack === standIns.asked;
}

/** Where one of the designs was never heard, nothing is known of it. */
export function verdictOfHeard(verdict: Verdict, designs: readonly WithStandIns[]): Verdict {
  return designs.some(isUnheard) ? 'inconclusive' : verdict;
}

/** Why nothing was compared, a sentence; null = something was. */
export function unheardWords(designs: readonly WithStandIns[]): string | null {
  const unheard = designs.filter(isUnheard).flatMap(({ standIns }) => standIns ?? []);
  if (unheard.length === 0) return null;
  return `Nothing was compared: ${unheard.map(unheardPhrase).join('; ')}.`;
}

/** `none of the 123 answers of dies was used, another policy or a person gave each of them (the model failed 123)`. */
export function unheardPhrase({ policy, asked, ...rest }: StandIns): string {
  return `none of the ${count(asked)} answers of ${policy} was used, another policy or a person gave each of them${whyWords(rest)}`;
}

/** Of designs of which so many answers were another's that it matters, a sentence each. */
export function standInWords(designs: readonly WithStandIns[]): readonly string[] {
  return designs.flatMap(({ standIns }) => {
    if (standIns === undefined || standIns.fellBack < SHARE_TOLD * standIns.asked) return [];
    return [`${shareWords(standIns)}.`];
  });
}

/** `12 % of the 200 answers of mine (24) were another policy's or a person's: no answer in time 24`. */
export function shareWords({ policy, asked, fellBack, ...rest }: StandIns): string {
  const percent = Number(((100 * fellBack) / asked).toPrecision(2));
  return `${percent} % of the ${count(asked)} answers of ${policy} were given by another policy or a person${whyWords({ ...rest, fellBack })}`;
}

function whyWords({ fellBack, reasons, first }: Omit<StandIns, 'policy' | 'asked'>): string {
  const why = fallbackWords(reasons) || `not used ${count(fellBack)}`;
  return ` (${why}${first === undefined ? '' : `; the first: ${oneLine(first)}`})`;
}

/** Letters of what a model said. */
const SAID_MAX = 200;

/** It is a stranger's text. */
function oneLine(text: string): string {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length <= SAID_MAX ? line : `${line.slice(0, SAID_MAX)}…`;
}
