/**
 * The run whose decisions are explained: a recorded one, made again by its command, or a scenario, run as it stands.
 *
 * 1. Of a recorded run everything must be as it was: scenario, data, parts and models. Answers of models come from the recording, as far as
 *    it has them; what nobody was asked there, the model is asked now.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CounterfactualPlan } from '#bench/counterfactual/measured-twin';
import { RecordedLines } from '#reports/counterfactual/recorded-lines';
import type { OutboundArmReport, OutboundRunReport } from '#reports/outbound/outbound-report';
import { readRunJson } from '#reports/recording/run-json';
import type { Versions } from '#reports/run-head';
import { recordedAnswers } from '#scenarios/host/answer-source';
import { nameOfPolicy } from '#scenarios/schema/outbound/policies';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { UserError } from '../exit-codes.ts';
import { openPolicies } from '../policies.ts';
import { answersIn } from '../replay/recorded-answers.ts';
import { fidelityFor } from '../run/fidelity.ts';
import { type Prepared, prepareScenario, type ScenarioWords } from '../scenario-options.ts';
import { splitCommand } from '../split-command.ts';
import { untilInstant } from '../until.ts';
import { versions } from '../version.ts';

export interface ExplainedRunWords extends ScenarioWords {
  readonly arm?: string | undefined;
  readonly fidelity?: string | undefined;
  readonly until?: string | undefined;
}

export interface ExplainedRun {
  readonly plan: CounterfactualPlan;
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly arm: string;
  /** What is on record of it; null = nothing is. */
  readonly recorded: RecordedRun | null;
  close(): Promise<void>;
}

interface RecordedRun {
  readonly lines: RecordedLines;
  /** By which it was made. */
  readonly versions: Versions;
  /** The command that makes it again. */
  readonly reproduce: string;
}

export async function explainedRun(words: ExplainedRunWords): Promise<ExplainedRun> {
  return isRunFolder(words.ref) ? recordedRun(words) : scenarioRun(words);
}

/** A folder is a run; so is what looks like one and is not there, which must not be taken for a scenario's name. */
function isRunFolder(ref: string): boolean {
  if (existsSync(ref)) return statSync(ref).isDirectory();
  if (!/[/\\]/.test(ref) || /\.(ya?ml|json)$/.test(ref)) return false;
  throw new UserError(
    `${ref}: there is no such folder. Name that of a run (--out of dray run), or a scenario`,
  );
}

async function scenarioRun(words: ExplainedRunWords): Promise<ExplainedRun> {
  const prepared = await prepareScenario(words);
  const fidelity = fidelityFor(words.fidelity, prepared.scenario);
  const until = words.until === undefined ? {} : { until: untilInstant(words.until, prepared.world.startAt) };
  const names = prepared.scenario.policies.map(nameOfPolicy);
  const arm = armNamed(words.arm, names, prepared.scenario.name);
  const { policies, close } = await openArm(prepared, arm, words.allowHost ?? []);
  return {
    plan: { ...planOf(prepared, policies), fidelity, ...until },
    scenario: { name: prepared.scenario.name, digest: prepared.digest },
    arm,
    recorded: null,
    close,
  };
}

const OF_THE_RUN = ['seed', 'with', 'set', 'policy', 'fidelity', 'until'] as const;

async function recordedRun(words: ExplainedRunWords): Promise<ExplainedRun> {
  const { ref: dir, data } = words;
  for (const name of OF_THE_RUN)
    if ((words[name]?.length ?? 0) > 0)
      throw new UserError(
        `--${name}: ${dir} is a run that has one already. Give it with a scenario, or leave it out`,
      );
  const report = reportIn(dir);
  const arm = armNamed(
    words.arm,
    report.arms.map(({ policy }) => policy),
    dir,
  );
  const told = report.arms.find(({ policy }) => policy === arm)!;
  const lines = linesIn(join(dir, arm));
  const again = splitCommand(report.reproduce);
  const prepared = await prepareScenario({ ...again, data: data ?? again.data });
  refuseOther(dir, report, prepared.digest);
  const { policies, close } = await openArm(prepared, arm, words.allowHost ?? []);
  const { model } = policies;
  if (model?.modelDigest !== told.modelDigest) {
    await close();
    throw new UserError(
      `${dir}: the model of "${arm}" was ${told.modelDigest ?? 'none'}, this is ${model?.modelDigest ?? 'none'}: it has changed. Run it again: ${report.reproduce}`,
    );
  }
  const answered: OutboundPolicies =
    model === undefined
      ? policies
      : {
          ...policies,
          model: { ...model, answers: recordedAnswers(answersIn(join(dir, arm)), model.answers) },
        };
  return {
    plan: {
      ...planOf(prepared, answered),
      fidelity: fidelityFor(again.fidelity, prepared.scenario),
      ...stopOf(told),
    },
    scenario: report.scenario,
    arm,
    recorded: { lines, versions: report.versions, reproduce: report.reproduce },
    close,
  };
}

function reportIn(dir: string): OutboundRunReport {
  let report: OutboundRunReport;
  try {
    report = readRunJson(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
  if (report.arms.length === 0) throw new UserError(`${dir}: no policy has run in it`);
  // Somebody may have changed it.
  const { scenario, versions: made, reproduce } = report as Partial<OutboundRunReport>;
  const told = { reproduce, 'scenario.digest': scenario?.digest, 'versions.dray': made?.dray };
  for (const [field, value] of Object.entries(told))
    if (typeof value !== 'string')
      throw new UserError(
        `${join(dir, 'run.json')} can't be used: its "${field}" is no text. Run the scenario again`,
      );
  return report;
}

function linesIn(dir: string): RecordedLines {
  try {
    return new RecordedLines(dir);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}

function refuseOther(
  dir: string,
  { scenario, versions: made, reproduce }: OutboundRunReport,
  digest: string,
): void {
  if (scenario.digest === digest) return;
  const { dray } = versions();
  const version = made.dray === dray ? '' : `, or Dray itself (${made.dray} then, ${dray} now)`;
  throw new UserError(
    `${dir} was made from scenario ${scenario.digest}, this is ${digest}: the scenario, its data or a part of your own has changed${version}. Run it again: ${reproduce}`,
  );
}

function armNamed(asked: string | undefined, names: readonly string[], of: string): string {
  if (asked === undefined) return names[0]!;
  if (names.includes(asked)) return asked;
  throw new UserError(`--arm ${asked}: ${of} has no such arm. It has ${names.join(', ')}`);
}

interface OpenArm {
  readonly policies: OutboundPolicies;
  close(): Promise<void>;
}

/** Opens all arms, since the first of them stands behind the others, and answers the one. */
async function openArm(
  { scenario, files, parts }: Prepared,
  arm: string,
  hosts: readonly string[],
): Promise<OpenArm> {
  const { policies, close } = await openPolicies(scenario, files, parts, hosts);
  const found = policies.find(({ name }) => name === arm);
  if (found !== undefined) return { policies: found, close };
  await close();
  throw new UserError(`there is no policy "${arm}" any more`);
}

function planOf({ world, seed }: Prepared, policies: OutboundPolicies): CounterfactualPlan {
  return { world, policies, seed };
}

function stopOf({ end, endedAt }: OutboundArmReport): { readonly until?: number } {
  return end === 'until' ? { until: endedAt } : {};
}
