/** Of an experiment of whatever kind: in whose stead others answered, and whether so much that nothing was compared. */
import type { ComparedDesign } from './comparison-report.ts';
import type { ExperimentReport } from './experiment-report.ts';
import type { StandIns } from './stand-in-report.ts';
import { isUnheard, shareWords, unheardPhrase } from './stand-ins.ts';

/** Warm-ups have none: they compare nothing. Of a policy in several scenarios, points or worlds each counts for itself. */
function standInsIn(report: ExperimentReport): readonly StandIns[] {
  switch (report.process) {
    case 'comparison':
      return of([report.baseline, report.candidate]);
    case 'comparison-of-several':
      return of([report.baseline, ...report.candidates.map(({ design }) => design)]);
    case 'comparison-across':
      return report.scenarios.flatMap((each) => of([each.report.baseline, each.report.candidate]));
    case 'selection':
      return report.policies.flatMap(({ standIns }) => standIns ?? []);
    case 'sweep':
      return report.points.flatMap(({ standIns }) => standIns ?? []);
    case 'sensitivity':
      return [
        report.assumed,
        ...report.inputs.flatMap(({ low, high }) => [low, high]),
        ...(report.plausible?.worlds ?? []),
      ].flatMap(({ standIns = [] }) => standIns);
    case 'warm-up':
      return [];
  }
}

function of(designs: readonly ComparedDesign[]): readonly StandIns[] {
  return designs.flatMap(({ standIns }) => standIns ?? []);
}

/**
 * Whether what was asked has no answer, since a policy of which it was asked was never heard. Of a sweep that is so where it was heard at no
 * point, of a sensitivity analysis where it was not at the scenario's values: at others that is a finding.
 */
export function nothingCompared(report: ExperimentReport): boolean {
  switch (report.process) {
    case 'sweep':
      return report.points.every(isUnheard);
    case 'sensitivity':
      return (report.assumed.standIns ?? []).some((standIns) => isUnheard({ standIns }));
    default:
      return standInsIn(report).some((standIns) => isUnheard({ standIns }));
  }
}

/** What must be said beside a result, a sentence a policy. */
export function standInNotes(report: ExperimentReport): readonly string[] {
  const policies = new Map<string, StandIns>();
  for (const each of standInsIn(report)) {
    const before = policies.get(each.policy);
    policies.set(each.policy, before === undefined ? each : together(before, each));
  }
  return [...policies.values()].map((standIns) => {
    const text = isUnheard({ standIns }) ? unheardPhrase(standIns) : shareWords(standIns);
    return standIns.late === undefined ? text : `${text}. ${LATE}`;
  });
}

const LATE = 'What is late in real time depends on the machine: run again, this may come out otherwise';

function together(one: StandIns, other: StandIns): StandIns {
  const reasons: Record<string, number> = { ...one.reasons };
  for (const [reason, times] of Object.entries(other.reasons))
    reasons[reason] = (reasons[reason] ?? 0) + times;
  const late = (one.late ?? 0) + (other.late ?? 0);
  const first = one.first ?? other.first;
  return {
    policy: one.policy,
    asked: one.asked + other.asked,
    fellBack: one.fellBack + other.fellBack,
    reasons,
    ...(first === undefined ? {} : { first }),
    ...(late === 0 ? {} : { late }),
  };
}
