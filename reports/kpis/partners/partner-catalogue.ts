/** What each integration KPI of a partner is; the keys are those of `partners` in `run.json`. See `catalogue.ts` of outbound. */
import { AS_OF_END } from '../outbound/catalogue/censoring.ts';
import type { Better, KpiDefinition, OutboundKpiUnit } from '../outbound/catalogue/kpi-definition.ts';

const ASSUMPTION = 'A: assumption';
const LAG = 'what was never received is left out';
const IN_HAND = 'messages still in hand are left out, and counted by waiting; dead letters by deadLetters';

const define = (
  title: string,
  unit: OutboundKpiUnit,
  better: Better,
  formula: string,
  censoring: string = AS_OF_END,
): KpiDefinition => ({ title, unit, better, owner: 'IT operations', formula, censoring, source: ASSUMPTION });

export const PARTNER_KPIS = {
  sent: define(
    'Messages sent',
    'count',
    'neither',
    'messages of the core for it, each once, repeats that the core itself holds back left out',
  ),
  taken: define('Messages taken', 'count', 'neither', 'messages that it has acknowledged', IN_HAND),
  firstAttemptShare: define(
    'Taken at first attempt',
    'share',
    'more',
    'messages acknowledged at their first transmission / messages acknowledged or given up',
    IN_HAND,
  ),
  retries: define('Retries', 'count', 'less', 'transmissions beyond the first of a message'),
  failed: define(
    'Attempts failed',
    'count',
    'less',
    'attempts not answered in time, or answered by an error of its own',
    'an attempt without an answer yet is not counted',
  ),
  throttled: define(
    'Attempts throttled',
    'count',
    'less',
    'attempts answered by "too many" (429)',
    'an attempt without an answer yet is not counted',
  ),
  acknowledgedP50: define(
    'First transmission to acknowledgement, median',
    'ms',
    'less',
    'acknowledged - first transmitted, retries and pauses between them included; within 6.25 %',
    IN_HAND,
  ),
  acknowledgedP95: define(
    'First transmission to acknowledgement, 95th percentile',
    'ms',
    'less',
    '95th percentile of the same',
    IN_HAND,
  ),
  waiting: define(
    'Waiting at the end',
    'count',
    'less',
    'messages held back, under way or in trouble',
    'it is the count of what is open at the end',
  ),
  waitingMax: define('Waiting, the most', 'count', 'less', 'the most at any instant'),
  waitingMean: define(
    'Waiting, mean over time',
    'ratio',
    'less',
    'integral of what waits over time / length of the run',
  ),
  openShare: define(
    'Breaker open',
    'share',
    'less',
    'time that the breaker was open or half open / length of the run',
    'an opening that goes on counts up to the end',
  ),
  openings: define('Breaker opened', 'count', 'less', 'times that it opened, half open and open again too'),
  pausedShare: define(
    'Paused',
    'share',
    'less',
    'time for which it had asked not to be sent anything (Retry-After) / length of the run',
    'a pause that goes on counts up to the end',
  ),
  deadLetters: define('Dead letters', 'count', 'less', 'messages given up, each time'),
  resent: define('Dead letters sent again', 'count', 'neither', 'sent again by a person'),
  dropped: define('Dead letters dropped', 'count', 'neither', 'dropped by a person'),
  received: define('Events received', 'count', 'neither', 'messages of it, each once'),
  duplicates: define(
    'Duplicates received',
    'count',
    'less',
    'messages of it that the core had already, and did nothing by',
  ),
  turnedAway: define(
    'Turned away at the door',
    'count',
    'less',
    'times that the gateway of the core answered a message of it by "too many" (429)',
  ),
  doorP50: define(
    'Wait at the door, median',
    'ms',
    'less',
    'taken by the core - come to its gateway or broker, of messages that come by one; within 6.25 %',
    'what the core has not taken is left out',
  ),
  doorP95: define(
    'Wait at the door, 95th percentile',
    'ms',
    'less',
    '95th percentile of the same',
    'what the core has not taken is left out',
  ),
  unknownCodes: define('Codes unknown', 'count', 'less', 'milestones whose code nobody knows'),
  timelinessP50: define(
    'Data timeliness, median',
    'ms',
    'less',
    'received - occurred, events that say when they occurred (milestones); within 6.25 %',
    LAG,
  ),
  timelinessP95: define('Data timeliness, 95th percentile', 'ms', 'less', '95th percentile of the same', LAG),
  timelyShare: define(
    'Events received within an hour',
    'share',
    'more',
    'events received <= 1 h after they occurred / events that say when they occurred',
    LAG,
  ),
} as const satisfies Record<string, KpiDefinition>;

export type PartnerKpi = keyof typeof PARTNER_KPIS;

export const PARTNER_KPI_NAMES = Object.keys(PARTNER_KPIS) as readonly PartnerKpi[];

/** Integration KPIs of one partner; null = there is nothing to divide by, or no sample. */
export interface PartnerReport extends Readonly<Record<PartnerKpi, number | null>> {
  readonly no: number;
  readonly name: string;
}
