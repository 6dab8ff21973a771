/** Why a verdict is what it is, in words: what is hurt, what is open, what could not be measured. */
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { count } from '../text/format.ts';
import type { ComparedMetric, Verdict } from './comparison-report.ts';
import type { WithStandIns } from './stand-in-report.ts';
import { unheardWords } from './stand-ins.ts';

/** What a verdict was made of. */
export interface Grounds {
  readonly verdict: Verdict;
  readonly primary: Pick<ComparedMetric, 'judged' | 'title'>;
  readonly guardrails: readonly Pick<ComparedMetric, 'judged' | 'title'>[];
  readonly unmeasured: readonly OutboundKpi[];
  readonly baseline: WithStandIns;
  readonly candidate: WithStandIns;
}

/** What is to be said of guardrails, as a sentence; empty where there is nothing. */
export function guardrailWords({
  verdict,
  primary,
  guardrails,
  unmeasured,
}: Omit<Grounds, 'baseline' | 'candidate'>): string {
  const hurt = titlesOf(guardrails, 'failed');
  const open = titlesOf(guardrails, 'undecided');
  if (hurt.length > 0) return `It hurts: ${hurt.join('; ')}.`;
  if (open.length > 0) return `Not known to hold: ${open.join('; ')}.`;
  if (verdict !== primary.judged)
    return `Not to be told, with a value in one of the two alone: ${kpiTitles(unmeasured)}.`;
  if (guardrails.length === 0) return '';
  return `Every guardrail${unmeasured.length > 0 ? ' that could be measured' : ''} holds.`;
}

/** Why it is neither `uplift` nor `equivalent`; null where it is one. @param pairsEnough null = every interval is narrow enough */
export function reasonOf(grounds: Grounds, pairsEnough: number | null): string | null {
  const { verdict, primary, guardrails, baseline, candidate } = grounds;
  const unheard = unheardWords([baseline, candidate]);
  if (unheard !== null) return unheard;
  if (verdict === 'uplift' || verdict === 'equivalent') return null;
  const open = primary.judged === 'inconclusive';
  const own = open
    ? [`The interval of ${lower(primary.title)} leaves more than one verdict open.`]
    : primary.judged === 'harm'
      ? ['It costs more, by more than what matters.']
      : [];
  const held = guardrails.every(({ judged }) => judged === 'passed') && primary.judged === verdict;
  const more =
    verdict !== 'inconclusive' || pairsEnough === null
      ? []
      : [`Some ${count(pairsEnough)} pairs would make every interval narrow enough.`];
  return [...own, ...(held ? [] : [guardrailWords(grounds)]), ...more].join(' ');
}

/** KPIs that would be guardrails, by their titles. */
export function kpiTitles(kpis: readonly OutboundKpi[]): string {
  return kpis.map((kpi) => OUTBOUND_KPIS[kpi].title).join('; ');
}

export function lower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

function titlesOf(guardrails: Grounds['guardrails'], judged: ComparedMetric['judged']): string[] {
  return guardrails.filter((each) => each.judged === judged).map(({ title }) => lower(title));
}
