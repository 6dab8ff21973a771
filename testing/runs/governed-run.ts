/** Runs of a small distributor whose model is governed, with what stands in their audit chain. */
import type { AuditRecord } from '#orchestrator/decisions/audit-record';
import type { ModeNote } from '#orchestrator/decisions/governance/governor';
import { type ChainedMode, interleaved, recordOfMode } from '#orchestrator/decisions/governance/mode-record';
import type { AnswerSource } from '#scenarios/host/ports';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { PointModel } from '#scenarios/twin/deciders/model-policy';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { GovernanceSettings, ScheduledOrder } from '#scenarios/world/governance-settings';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { type DecisionRow, decisionRow } from './decision-row.ts';
import { HOUR_MS, modelArm, modelOf, tyingWorld } from './model-run.ts';

const WORLD = tyingWorld();

/** An hour of the run -> instant. */
export const hour = (hours: number): number => WORLD.startAt + hours * HOUR_MS;

export const order = (hours: number, what: ScheduledOrder['order']['do']): ScheduledOrder => ({
  at: hour(hours),
  order: { do: what, by: 'planner', reason: 'a test' },
});

export function governedWorld(changes: Partial<GovernanceSettings> = {}): OutboundWorld {
  const governance = {
    models: null,
    stages: null,
    checkEveryMs: 6 * HOUR_MS,
    monitors: [],
    orders: [],
    ...changes,
  };
  return { ...WORLD, governance };
}

type Link = AuditRecord & { readonly auditHash: string };

export interface GovernedRun {
  readonly twin: OutboundTwin;
  /** Decisions of `sourcing` in which the model had a say. */
  readonly rows: readonly DecisionRow[];
  /** Of which the baseline alone decided. */
  readonly alone: readonly DecisionRow[];
  readonly all: readonly DecisionRow[];
  readonly notes: readonly ModeNote[];
  links(): readonly Link[];
}

/** A twin that is not started. */
export function governedRun(
  world: OutboundWorld,
  more: Partial<PointModel> = {},
  answers: AnswerSource = modelOf(),
): GovernedRun {
  const [rows, alone, all]: DecisionRow[][] = [[], [], []];
  const notes: ModeNote[] = [];
  const modes: ChainedMode<Link>[] = [];
  const recorder: Recorder = {
    ...nullRecorder,
    decision: (...values) => {
      const row = decisionRow(values);
      all!.push(row);
      if (row.point === 'sourcing') (row.answer === null ? alone! : rows!).push(row);
    },
    mode: (at, point, key, n, name, digest, from, to, share, cause, by, reason, decisions, auditHash) => {
      const note = { n, at, from, to, share, cause, by, reason } as ModeNote;
      notes.push(note);
      modes.push({ decisions, link: { ...recordOfMode({ key, name, point, digest }, note), auditHash } });
    },
  };
  const policies = modelArm(answers, more);
  const links = (): Link[] =>
    interleaved(
      all!.map((row) => ({ ...row, modelDigest: row.policyDigest }) as unknown as Link),
      modes,
    );
  const twin = new OutboundTwin({ world, policies, seed: 1, recorder });
  return { twin, rows: rows!, alone: alone!, all: all!, notes, links };
}

export async function ranGoverned(...args: Parameters<typeof governedRun>): Promise<GovernedRun> {
  const run = governedRun(...args);
  run.twin.start();
  const end = await run.twin.runQuiescent();
  if (end !== 'empty') throw new Error(`the run ended with "${end}"`);
  return run;
}
