/** From one arm of a run to the details of its report: see `ArmDetails`. */
import type { WmsNode } from '#mock-systems/wms/settings';
import { EXCEPTION_NAMES } from '#orchestrator/processes/exceptions/classes';
import { caseFigures, classesOf } from '#reports/kpis/outbound/case-kpis';
import { ordersByDay } from '#reports/kpis/outbound/daily';
import { casesOf } from '#reports/kpis/outbound/exception-kpis';
import type { OutboundFacts } from '#reports/kpis/outbound/facts';
import { modeKpis } from '#reports/kpis/outbound/freight-kpis';
import { shipmentsByLateness } from '#reports/kpis/outbound/lateness';
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { stageTimes } from '#reports/kpis/outbound/outcomes/stages';
import { peopleKpis, type Roster } from '#reports/kpis/outbound/people-kpis';
import type {
  ArmDetails,
  CarrierTenders,
  CaseReport,
  DecisionReport,
  ExceptionClassReport,
  FaultReport,
  NodeWork,
  PartnerTraffic,
  RoleReport,
} from '#reports/outbound/arm-details';
import { FAULT_KINDS } from '#scenarios/world/fault-settings';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { WorkingCalendar } from '#sim/shifts/working-calendar';
import { scoresOf } from '../scoring/point-scores.ts';
import type { Counts } from './counting-recorder.ts';
import { demandEnd, type OutboundArm } from './outbound-arms.ts';
import { partnerReports } from './partner-reports.ts';

/** Days before and after the promise that are told apart. */
const LATENESS_DAYS = [-7, 7] as const;

export function armDetails(world: OutboundWorld, arm: OutboundArm, facts: OutboundFacts): ArmDetails {
  const { outcomes, endedAt, counts } = arm;
  // Of a run that was cut, hours that never came are nobody's.
  const until = Math.min(endedAt, demandEnd(world));
  return {
    businessEvents: counts.businessEvents,
    days: ordersByDay(outcomes, endedAt),
    lateness: shipmentsByLateness(outcomes, ...LATENESS_DAYS),
    stages: stageTimes(outcomes),
    nodeWork: world.wms.nodes.map((node, no) => nodeWork(world, outcomes, node, no, until)),
    modes: modeKpis(outcomes, facts),
    tenders: tenders(outcomes, world.names.carriers),
    cases: cases(outcomes),
    exceptionClasses: exceptionClasses(outcomes),
    roles: roles(outcomes, counts),
    people: peopleKpis(outcomes, rostersUntil(world, until), until),
    decisions: decisionReports(counts),
    ...(arm.labelled.length === 0 ? {} : { scores: scoresOf(arm.labelled) }),
    traffic: traffic(counts, world.names.carriers),
    partners: partnerReports(world, arm.partners, endedAt),
    deadLetters: { ...counts.deadLetters },
    faultPlaces: faultPlaces(counts, world.names.carriers),
    notes: sorted(counts.notes),
  };
}

/** By point. */
export function decisionReports({ decisions }: Counts): readonly DecisionReport[] {
  return [...decisions.values()].sort((x, y) => byName(x.point, y.point));
}

const OF_THE_SCENARIO: ReadonlySet<string> = new Set(FAULT_KINDS);

/** Faults that happened, by kind. */
export function faultsByKind({ faults }: Counts): Record<string, number> {
  const kinds = new Map<string, number>();
  for (const [name, count] of faults) {
    const kind = kindOf(name.split('\t')[0]!);
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  return sorted(kinds);
}

/** @param until its workers' hours count to here, epoch ms */
export function nodeWork(
  world: OutboundWorld,
  outcomes: OutboundOutcomes,
  { work }: WmsNode,
  no: number,
  until: number,
): NodeWork {
  const { shipments } = outcomes;
  let workMs = 0;
  for (let row = 0; row < shipments.size; row++)
    if (shipments.node[row] === no) workMs += shipments.workMs[row]!;
  const stations =
    work.kind === 'stations'
      ? [work.pick, work.pack, work.stage, work.load].filter((station) => station !== null)
      : [];
  let presentMs = 0;
  for (const { workers, shifts } of stations) presentMs += workers * openMs(shifts, world.startAt, until);
  return {
    no,
    name: world.names.nodes[no] ?? String(no),
    workers: stations.reduce((sum, { workers }) => sum + workers, 0),
    workMs,
    loadShare: presentMs === 0 ? null : workMs / presentMs,
    stages: stageTimes(outcomes, no),
  };
}

/** @param shifts empty = always open */
function openMs(shifts: readonly (readonly [number, number])[], from: number, to: number): number {
  if (shifts.length === 0) return Math.max(0, to - from);
  let ms = 0;
  for (const [open, close] of shifts) ms += Math.max(0, Math.min(close, to) - Math.max(open, from));
  return ms;
}

function tenders({ carriers }: OutboundOutcomes, names: readonly string[]): CarrierTenders[] {
  const found: CarrierTenders[] = [];
  for (let no = 0; no < carriers.size; no++) {
    if (carriers.offered[no] === 0) continue;
    found.push({
      no,
      name: names[no] ?? String(no),
      offered: carriers.offered[no]!,
      accepted: carriers.accepted[no]!,
      rejected: carriers.rejected[no]!,
      countered: carriers.countered[no]!,
      silent: carriers.silent[no]!,
    });
  }
  return found;
}

function cases(outcomes: OutboundOutcomes): CaseReport[] {
  return casesOf(outcomes).map(({ kind, resolved, open }) => ({
    kind,
    resolved: resolved.size,
    open,
    p50Ms: resolved.quantileMs(0.5),
    p95Ms: resolved.quantileMs(0.95),
  }));
}

function exceptionClasses({ caseBooks }: OutboundOutcomes): ExceptionClassReport[] {
  return classesOf(caseBooks).map((exception) => {
    const { opened, open, escalated, resolvedBy, detection, resolution } = caseFigures(caseBooks, exception);
    const [byRule, byRecommendation, byPerson] = resolvedBy;
    return {
      name: EXCEPTION_NAMES[exception]!,
      opened,
      open,
      escalated,
      byRule,
      byRecommendation,
      byPerson,
      detectionMeanMs: detection.meanMs(),
      resolutionMeanMs: resolution.meanMs(),
    };
  });
}

function roles({ roles: all }: OutboundOutcomes, { kinds }: Counts): RoleReport[] {
  return [...all]
    .map(([role, { given, answered }]) => ({
      role,
      kinds: [...(kinds.get(role) ?? [])].sort(byName),
      given,
      answered,
    }))
    .sort((x, y) => byName(x.role, y.role));
}

/** @param until hours count to here, epoch ms */
export function rostersUntil(world: OutboundWorld, until: number): Roster[] {
  return world.people.flatMap(({ role, team }) => {
    if (team === undefined) return [];
    const { staff, hours } = team;
    const openMs =
      hours === null
        ? until - world.startAt
        : new WorkingCalendar(hours).workingBetween(world.startAt, Math.max(until, world.startAt));
    return [{ role, staff, rosteredMs: staff * openMs }];
  });
}

/** Of ERP, WMS, TMS, the suppliers' portal and each carrier; what is neither is a part of the core. */
function traffic({ from, to }: Counts, carriers: readonly string[]): PartnerTraffic[] {
  const portal = to.has('SUPPLIER') || from.has('SUPPLIER') ? ['SUPPLIER'] : [];
  const partners = ['ERP', 'NEXT-ERP', 'WMS', 'TMS', ...portal, ...carriers.map((_, no) => `carrier-${no}`)];
  return partners
    .map((partner) => ({
      partner: named(partner, carriers),
      sent: to.get(partner) ?? 0,
      received: from.get(partner) ?? 0,
    }))
    .filter(({ sent, received }) => sent + received > 0);
}

function faultPlaces({ faults }: Counts, carriers: readonly string[]): FaultReport[] {
  return [...faults]
    .sort(([x], [y]) => byName(x, y))
    .map(([name, count]) => {
      const [kind, place] = name.split('\t') as [string, string];
      return { kind: kindOf(kind), place: named(place, carriers), count };
    });
}

/** The scenario's faults, and what a line that speaks X12 or REST does by itself, have names that look alike. */
function kindOf(kind: string): string {
  return OF_THE_SCENARIO.has(kind) ? kind : `line.${kind}`;
}

/** `carrier-3` is what messages call the fourth carrier. */
function named(place: string, carriers: readonly string[]): string {
  return place.replace(/\bcarrier-(\d+)/, (text, no) => carriers[Number(no)] ?? text);
}

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([x], [y]) => byName(x, y)));
}

function byName(x: string, y: string): number {
  return x < y ? -1 : x > y ? 1 : 0;
}
