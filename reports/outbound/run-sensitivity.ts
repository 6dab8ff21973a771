/**
 * A sensitivity analysis beside a run: which assumption of the run each input that was swung is part of, and what has to be said where the
 * two are not of the same.
 *
 * 1. An input belongs to the assumption whose place and parameter it begins with; of several to the one that says most of its path.
 * 2. Both are of one scenario by name: who puts them together sees to that (`isOfScenario`). All else that differs is said.
 */
import type { InputSensitivity, SensitivityReport } from '../comparison/sensitivity-report.ts';
import { count } from '../text/format.ts';
import type { OutboundRunReport } from './outbound-report.ts';

export interface RunSensitivity {
  readonly measured: SensitivityReport;
  /** The widest first. */
  readonly swung: readonly SwungInput[];
  /** What the two do not have in common, a sentence each. */
  readonly differs: readonly string[];
}

export interface SwungInput {
  readonly input: InputSensitivity;
  /** Which of the run's assumptions; null = none: the scenario names a source for it. */
  readonly assumption: number | null;
}

/** An assumption in its parts: `where: parameters (note)`. */
interface AssumptionParts {
  readonly where: string;
  readonly parameters: string;
  /** Empty = nothing is known. */
  readonly note: string;
}

type Head = Pick<OutboundRunReport, 'scenario' | 'versions' | 'assumptions'> & {
  readonly arms: readonly { readonly policy: string }[];
};

/** A run, as far as its scenario's name. */
export interface NamedRun {
  readonly scenario: { readonly name: string };
}

export function sensitivityOf(run: Head, measured: SensitivityReport): RunSensitivity {
  const swung = measured.inputs.map((input) => ({
    input,
    assumption: assumptionOf(input.path, run.assumptions),
  }));
  return { measured, swung, differs: differences(run, measured) };
}

export function isOfScenario(
  { scenario }: NamedRun,
  { baseline, candidate }: Pick<SensitivityReport, 'baseline' | 'candidate'>,
): boolean {
  return baseline.scenario === scenario.name && candidate.scenario === scenario.name;
}

export function assumptionParts(text: string): AssumptionParts {
  const found = /^([^:]*): (.*?)(?: \((.*)\))?$/s.exec(text);
  return found === null
    ? { where: text, parameters: '', note: '' }
    : { where: found[1]!, parameters: found[2]!, note: found[3] ?? '' };
}

/** Index of the assumption that an input is part of; null = of none. @param path `network.nodes[1].stock.reviewDays` */
export function assumptionOf(path: string, assumptions: readonly string[]): number | null {
  const sought = segments(path);
  let best: number | null = null;
  let longest = 0;
  for (const [no, text] of assumptions.entries()) {
    const { where, parameters } = assumptionParts(text);
    for (const parameter of parameters.split(', ')) {
      const own = segments(`${where}.${parameter}`);
      if (own.length <= longest || own.some((segment, i) => segment !== sought[i])) continue;
      longest = own.length;
      best = no;
    }
  }
  return best;
}

/** Which item of a list it is counts for nothing: `nodes[1]`, `nodes.1` and `nodes[]` are one. */
function segments(path: string): string[] {
  return path.split(/[.[\]]+/).filter((segment) => segment !== '' && !/^\d+$/.test(segment));
}

function differences({ scenario, versions, arms }: Head, measured: SensitivityReport): string[] {
  const { baseline, candidate } = measured;
  const digests = [...new Set([baseline.digest, candidate.digest])];
  const ran = new Set(arms.map(({ policy }) => policy));
  const strange = [...new Set([baseline.policy, candidate.policy])].filter((policy) => !ran.has(policy));
  return [
    ...(digests.every((digest) => digest === scenario.digest)
      ? []
      : [
          `It was measured on another version of the scenario, or with other settings (digest ${digests.join(' and ')}; this run: ${scenario.digest}): ` +
            'its figures are of that one.',
        ]),
    ...(measured.versions.dray === versions.dray
      ? []
      : [`It was measured by dray ${measured.versions.dray}; this run was made by ${versions.dray}.`]),
    ...(strange.length === 0 ? [] : [`It compares ${strange.join(' and ')}, which this run does not have.`]),
  ];
}

/** By what it was measured: pairs and seeds. */
export function measuredBy({ replications, seed }: Pick<SensitivityReport, 'replications' | 'seed'>): string {
  const last = replications - 1;
  const seeds = typeof seed === 'number' ? `${seed} to ${seed + last}` : `${seed}/0 to ${seed}/${last}`;
  return `${count(replications)} pairs of runs at each end, seeds ${seeds}`;
}
