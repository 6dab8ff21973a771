/**
 * The summary a run of outbound fulfilment ends with in the terminal: what came out in a sentence an arm, whether that is good
 * enough, then cost and service arm by arm, and what stood in the way. The HTML report has the rest.
 */

import { CARE_KPIS, type CareKpi } from '../kpis/outbound/catalogue/care-catalogue.ts';
import { CASE_KPIS, type CaseKpi } from '../kpis/outbound/catalogue/case-catalogue.ts';
import { CUSTOMS_KPIS, type CustomsKpi } from '../kpis/outbound/catalogue/customs-catalogue.ts';
import { DIFFERENCE_KPIS, type DifferenceKpi } from '../kpis/outbound/catalogue/difference-catalogue.ts';
import { PROOF_KPIS, type ProofKpi } from '../kpis/outbound/catalogue/proof-catalogue.ts';
import { RECEIPT_KPIS, type ReceiptKpi } from '../kpis/outbound/catalogue/receipt-catalogue.ts';
import {
  REPLENISHMENT_KPIS,
  type ReplenishmentKpi,
} from '../kpis/outbound/catalogue/replenishment-catalogue.ts';
import { ROUTE_KPIS, type RouteKpi } from '../kpis/outbound/catalogue/route-catalogue.ts';
import { TELEMATICS_KPIS, type TelematicsKpi } from '../kpis/outbound/catalogue/telematics-catalogue.ts';
import { OUTBOUND_KPIS, type OutboundKpi } from '../kpis/outbound/catalogue.ts';
import { POTS } from '../kpis/outbound/landed-cost.ts';
import { SCORE_HEADS, scoreCells, scoreTitle } from '../scoring/score-words.ts';
import { count, groupsRest, money } from '../text/format.ts';
import type { Sparks } from '../text/spark-line.ts';
import { printable } from '../text/width.ts';
import { bottleneckOf, hours } from './bottleneck.ts';
import { daySparks } from './day-sparks.ts';
import { fallbackWords } from './fallback-words.ts';
import { faultWords } from './fault-words.ts';
import {
  busyFigure,
  difference,
  END_WORDS,
  figure,
  inputWords,
  NONE,
  POT_TITLES,
  percent,
  shownPots,
  wait,
  words,
} from './figures.ts';
import { governanceWords } from './governance-words.ts';
import { INVARIANTS } from './invariants.ts';
import { learnedRows } from './learned-words.ts';
import { notCounted } from './not-counted.ts';
import { openLines } from './open-words.ts';
import type { OutboundArmReport, OutboundGroupReport, OutboundRunReport } from './outbound-report.ts';
import { pairedWords } from './paired-words.ts';
import { partnerWords } from './partner-words.ts';
import { peopleRows } from './people-words.ts';
import { textList, textTable } from './text-table.ts';
import { verdictOf } from './verdict.ts';

const SERVICE: readonly OutboundKpi[] = [
  'orders',
  'ordersShipped',
  'perfectOrder',
  'onTimeDelivery',
  'otif',
  'fillRate',
  'backorderShare',
  'cancellationShare',
  'cycleTimeP50',
  'cycleTimeP95',
];

const OPERATIONS: readonly OutboundKpi[] = [
  'orderToShipP50',
  'orderToShipP90',
  'loads',
  'firstTenderAcceptance',
  'tenderDepth',
  'onTimePickup',
  'exceptionRate',
  'tasksPerOrder',
  'invoiceFirstPass',
  'claimsRate',
  'co2eKg',
];

const CUSTOMERS = Object.keys(CARE_KPIS) as CareKpi[];
const ON_THE_WAY = Object.keys(TELEMATICS_KPIS) as TelematicsKpi[];
const PROOFS = Object.keys(PROOF_KPIS) as ProofKpi[];
const DIFFERENCES = Object.keys(DIFFERENCE_KPIS) as DifferenceKpi[];
const CASES = Object.keys(CASE_KPIS) as CaseKpi[];
const BORDERS = Object.keys(CUSTOMS_KPIS) as CustomsKpi[];

const INBOUND = Object.keys(RECEIPT_KPIS) as ReceiptKpi[];
const STORES = Object.keys(REPLENISHMENT_KPIS) as ReplenishmentKpi[];
const ROUTES = Object.keys(ROUTE_KPIS) as RouteKpi[];

const GROUP_COLUMNS: readonly (readonly [OutboundKpi, string])[] = [
  ['ordersShipped', 'orders shipped'],
  ['loads', 'loads'],
  ['landedCostPerOrder', 'landed cost/order'],
  ['onTimeDelivery', 'on time'],
  ['freightCost', 'freight'],
  ['orderToShipP50', 'order to ship'],
];

/** How a terminal shows it; as it stands in a file where nothing is said. */
export interface SummaryLook {
  readonly color?: boolean;
  readonly sparks?: Sparks;
  readonly columns?: number;
}

export function renderOutboundSummary(
  report: OutboundRunReport,
  { color = false, sparks = 'blocks', columns = 80 }: SummaryLook = {},
): string {
  const bold = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const { arms, currency } = report;
  const sections: string[] = [];
  const section = (title: string, body: string): void => {
    sections.push(`${bold(title)}\n${body}`);
  };
  section(printable(report.scenario.title), printable(verdictOf(report).join('\n')));
  if (report.thresholds.length > 0) section('Thresholds', thresholds(report));
  if (arms.length === 0) return sections.join('\n\n');
  const why = notCounted(report);
  if (why !== null) sections.push(bold(`Note: ${printable(why)}`));
  section('Policies', textList(arms.map(policyWords)));
  section('Service', kpiTable(arms, SERVICE));
  section(`What an order cost (${currency} an order shipped)`, costTable(arms));
  const paired = arms.flatMap((arm) => pairedWords(arms[0]!, arm, currency) ?? []);
  if (paired.length > 0) section('Order by order', textList(paired));
  const days = daySparks(arms, { signs: sparks, columns });
  if (days.length > 0) section('Orders delivered day by day', textList(days));
  section('Operations', kpiTable(arms, OPERATIONS));
  if (arms.some(({ kpis }) => kpis.dockToStockP50 !== null)) section('Inbound', kpiTable(arms, INBOUND));
  if (arms.some(({ kpis }) => kpis.shelfAvailability !== null)) section('Stores', kpiTable(arms, STORES));
  if (arms.some(({ kpis }) => kpis.routes !== null)) section('Routes', kpiTable(arms, ROUTES));
  if (arms.some(({ kpis }) => kpis.customsExamined !== null)) section('Borders', kpiTable(arms, BORDERS));
  if (arms.some(({ kpis }) => kpis.tripsLive !== null)) section('On the way', kpiTable(arms, ON_THE_WAY));
  if (arms.some(({ kpis }) => kpis.proofLagMean !== null))
    section('Proofs of delivery', kpiTable(arms, PROOFS));
  if (arms.some(({ kpis }) => kpis.deliveredAsShipped !== null))
    section('Deliveries that differ', kpiTable(arms, DIFFERENCES));
  if (arms.some(({ kpis }) => kpis.complaintsPerOrder !== null))
    section('Customers', kpiTable(arms, CUSTOMERS));
  if (arms.some(({ kpis }) => kpis.casesPerOrder !== null))
    section('Exceptions as cases', kpiTable(arms, CASES));
  const scores = scoreRows(arms);
  if (scores.length > 0)
    section('Predictions against what came', textTable([['', ...SCORE_HEADS], ...scores]));
  const governed = arms.flatMap(({ policy, governance }) =>
    governance === undefined ? [] : governanceWords(policy, governance),
  );
  if (governed.length > 0) section('How far models were trusted', textList(governed));
  const learned = learnedRows(arms);
  if (learned.length > 0) section('What policies learned', textTable(learned));
  const people = peopleRows(arms);
  if (people.length > 0) section('People', textTable(people));
  section(
    `By warehouse (amounts in ${currency})`,
    groups(arms, (arm) => arm.byNode),
  );
  section(
    `By carrier (amounts in ${currency})`,
    groups(arms, (arm) => arm.byCarrier),
  );
  section('What held orders up', textList(arms.map((arm) => `${arm.policy}: ${bottleneckOf(arm)}`)));
  section('Platform', textList(arms.map(platformWords)));
  section('Checks', textList(arms.map(checkWords)));
  const partners = arms.flatMap(partnerWords);
  if (partners.length > 0) section('Partners in trouble', textList(partners));
  const unheard = arms.flatMap(unheardWords);
  if (unheard.length > 0) section('Never followed', textList(unheard));
  if (arms.some((arm) => Object.keys(arm.faults).length > 0))
    section(
      'Faults that happened',
      textList(arms.map((arm) => `${arm.policy}: ${countsOf(arm.faults, faultWords)}`)),
    );
  section('Open at the end', textList(arms.flatMap(openLines)));
  if (report.warnings.length > 0) section('Warnings', textList(report.warnings));
  if (report.input !== null) section('Input', textList(inputWords(report.input)));
  section('Assumptions', textList([assumptions(report)]));
  for (const arm of arms)
    if (arm.end !== 'empty' && arm.end !== 'violated')
      sections.push(`Note: ${arm.policy} ${END_WORDS[arm.end]}.`);
  return sections.join('\n\n');
}

/** Where it is known what came. */
function scoreRows(arms: readonly OutboundArmReport[]): string[][] {
  return arms.flatMap(({ policy, scores = [] }) =>
    scores.map((each) => [`${policy}: ${scoreTitle(each)}`, ...scoreCells(each)]),
  );
}

/** What each arm does where there is a choice. */
function policyWords({ policy, summary }: OutboundArmReport, i: number): string {
  return `${policy}${i === 0 ? ' (baseline)' : ''}: ${summary}`;
}

function assumptions({ assumptions: all }: OutboundRunReport): string {
  if (all.length === 0) return 'none: every parameter has a source';
  return `${groupsRest(all.length)} on one, at least in part: the report, run.json and dray check --assumptions list them`;
}

/** The others against the first, where there is one other: with more, the report has the differences. */
function head(arms: readonly OutboundArmReport[]): string[] {
  const names = arms.map(({ policy }) => policy);
  return ['', ...names, ...(arms.length === 2 ? ['difference'] : [])];
}

function kpiTable(arms: readonly OutboundArmReport[], names: readonly OutboundKpi[]): string {
  const rows = names.map((name) => {
    const { title, unit } = OUTBOUND_KPIS[name];
    const values = arms.map((arm) => arm.kpis[name]);
    const row = [title, ...values.map((value) => figure(value, unit))];
    return arms.length === 2 ? [...row, difference(values[0]!, values[1]!, unit)] : row;
  });
  return textTable([head(arms), ...rows]);
}

/** Its last row is the landed cost, which the others add up to. */
function costTable(arms: readonly OutboundArmReport[]): string {
  const row = (title: string, minorOf: (arm: OutboundArmReport) => number): string[] => {
    const values = arms.map((arm) => anOrder(arm, minorOf(arm)));
    const cells = [title, ...values.map(money)];
    if (arms.length !== 2) return cells;
    const [was, is] = values as [number | null, number | null];
    return [...cells, was === null || is === null ? NONE : percent(was, is)];
  };
  return textTable([
    head(arms),
    ...shownPots(arms).map((pot) => row(POT_TITLES[pot], ({ pots }) => pots[pot])),
    row('Landed cost', ({ pots }) => POTS.reduce((sum, pot) => sum + pots[pot], 0)),
  ]);
}

/** null = none was shipped. */
function anOrder({ kpis }: OutboundArmReport, minor: number): number | null {
  const shipped = kpis.ordersShipped ?? 0;
  return shipped === 0 ? null : minor / shipped;
}

function groups(
  arms: readonly OutboundArmReport[],
  of: (arm: OutboundArmReport) => readonly OutboundGroupReport[],
): string {
  const names = new Map<number, string>();
  for (const arm of arms) for (const { no, name } of of(arm)) names.set(no, name);
  if (names.size === 0) return '  nothing left';
  const rows = [...names]
    .sort(([x], [y]) => x - y)
    .flatMap(([no, name]) =>
      arms.map((arm, i) => {
        const kpis = of(arm).find((group) => group.no === no)?.kpis;
        const cells = GROUP_COLUMNS.map(([kpi]) =>
          kpis === undefined ? NONE : figure(kpis[kpi], OUTBOUND_KPIS[kpi].unit),
        );
        return [i === 0 ? name : '', arm.policy, ...cells];
      }),
    );
  return textTable([['', 'policy', ...GROUP_COLUMNS.map(([, title]) => title)], ...rows], 2);
}

function thresholds({ thresholds: all, currency, end }: OutboundRunReport): string {
  return textList(
    all.map(({ kpi, policy, bound, value, passed }) => {
      const { title, unit } = OUTBOUND_KPIS[kpi];
      const is = `${figure(value, unit)}${unit === 'money' && value !== null ? ` ${currency}` : ''}`;
      const judged = end === 'violated' ? 'not judged' : passed ? 'kept  ' : 'MISSED';
      return `${judged} ${title} of ${policy}: ${is}, asked for: ${bound}`;
    }),
  );
}

/** Full hours of work with a line before them: it is the orchestrator that does not keep up. */
function platformWords({ policy, platform }: OutboundArmReport): string {
  const { waitedMsMean, waitedMsMax, busyShare, busyShareMax, fullHours, backlogMax } = platform;
  const waited = `inputs waited ${wait(waitedMsMean)} on average, ${wait(waitedMsMax)} at most`;
  const peak =
    fullHours === 0 ? `${busyFigure(busyShareMax)} in the busiest hour` : `all of ${hours(fullHours)}`;
  const busy = `workers busy ${busyFigure(busyShare)} of the time that orders came in, ${peak}`;
  return `${policy}: ${waited}; ${busy}; at most ${count(backlogMax)} inputs in line on the hour`;
}

function checkWords({ policy, violation, businessEvents, deadLetters }: OutboundArmReport): string {
  const judged = `${INVARIANTS.length} invariants, ${count(businessEvents)} business events judged`;
  const held = violation === null ? `${judged}: all held` : `${judged}: BROKEN`;
  const letters =
    deadLetters.letters === 0
      ? 'no message was given up'
      : `${count(deadLetters.letters)} ${deadLetters.letters === 1 ? 'message' : 'messages'} given up (dead letters), ${count(deadLetters.resent)} sent again by a person`;
  return `${policy}: ${held}; ${letters}`;
}

function whyWords(fallbacks: Readonly<Record<string, number>>): string {
  const why = fallbackWords(fallbacks);
  return why === '' ? '' : `: ${why}`;
}

/** A policy whose every answer another one, or a person, had to give. */
function unheardWords({ policy, decisions }: OutboundArmReport): string[] {
  return decisions
    .filter(({ mode, asked, fellBack }) => mode !== 'shadow' && asked > 0 && fellBack === asked)
    .map(
      ({ point, policy: asked, asked: times, fallbacks = {} }) =>
        `${policy}: ${asked} was asked ${count(times)} times about ${words(point)}, and each time another policy or a person had to answer${whyWords(fallbacks)}`,
    );
}

function countsOf(counts: Readonly<Record<string, number>>, wordsFor = words): string {
  const parts = Object.entries(counts).filter(([, left]) => left > 0);
  return parts.length === 0
    ? 'nothing'
    : parts.map(([what, left]) => `${wordsFor(what)} ${count(left)}`).join(', ');
}
