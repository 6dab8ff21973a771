/**
 * What a decision costs that a model makes, and a step of the environment. Each function is a child's work. Times of single answers are wall time,
 * for they are what a run waits; a step's is processor time in process, and wall time through the pipe.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { DecisionEnvironment } from '../environment/decision-environment.ts';
import { cpuMs } from '../harness/measure.ts';
import { distributorWorld } from '../throughput/outbound/distributor.ts';
import { costAndLateness } from './cost-and-lateness.ts';
import { onnxFile } from './onnx-file.ts';
import { openOnnxModel } from './onnx-model.ts';
import type { OutsideModel } from './outside-model.ts';
import { openPythonModel } from './python-model.ts';

const CLI = fileURLToPath(new URL('../../bin/dray.js', import.meta.url));
const OPTIONS = 4;
const WARMUP = 5_000;
const ASKED = 20_000;
const COLUMNS = SOURCING_COLUMNS.length;
const AT = ['freight', 'handling', 'priced'].map((name) =>
  SOURCING_COLUMNS.findIndex((column) => column.name === name),
) as [number, number, number];

export interface AnswerTimes {
  readonly medianUs: number;
  readonly p99Us: number;
}

/** Of a question of four options. */
export async function onnxAnswers(): Promise<AnswerTimes> {
  return timesOf(await openOnnxModel('m.onnx', onnxFile(costAndLateness), 'sourcing'));
}

/** null = there is no Python here. */
export async function pythonAnswers(): Promise<AnswerTimes | null> {
  const folder = mkdtempSync(join(tmpdir(), 'dray-bench-python-'));
  const file = join(folder, 'cheapest.py');
  writeFileSync(
    file,
    'class Cheapest:\n    def score(self, rows):\n        return [-row[0] - row[1] for row in rows]\n',
  );
  try {
    const python = process.env.DRAY_PYTHON ?? 'python3';
    return await timesOf(
      await openPythonModel(`${file}:Cheapest`, 'sourcing', { answerWithinMs: 60_000, python }),
    );
  } catch (error) {
    if (error instanceof Error && error.message.includes("can't be started")) return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timesOf(model: OutsideModel): Promise<AnswerTimes> {
  const features = Float32Array.from({ length: OPTIONS * COLUMNS }, (_, i) => i);
  const times = new Float64Array(ASKED);
  for (let n = -WARMUP; n < ASKED; n++) {
    const before = process.hrtime.bigint();
    await model.score(features.slice(), OPTIONS);
    if (n >= 0) times[n] = Number(process.hrtime.bigint() - before) / 1000;
  }
  await model.close();
  times.sort();
  return { medianUs: times[ASKED >> 1]!, p99Us: times[Math.floor(0.99 * ASKED)]! };
}

export interface StepCost {
  readonly steps: number;
  readonly usPerStep: number;
}

/** Sourcing by cost in process: an episode after two others. */
export async function environmentSteps({ orders }: { readonly orders: number }): Promise<StepCost> {
  const world = distributorWorld({ orders });
  const policies = outboundPolicies({}, world.decidedBy);
  const environment = new DecisionEnvironment({
    world: () => world,
    policies,
    point: 'sourcing',
    optionsMax: 16,
  });
  const episode = async (): Promise<number> => {
    let steps = 0;
    for (let step = await environment.reset(1); step.question !== null; steps++)
      step = await environment.step(cheapest(step.question.features, step.question.options));
    return steps;
  };
  await episode();
  await episode();
  const before = cpuMs();
  const steps = await episode();
  return { steps, usPerStep: ((cpuMs() - before) * 1000) / steps };
}

/** The peer: the same run, where a rule of thumb decides so and nobody is asked; µs of all of it. */
export function plainRun({ orders }: { readonly orders: number }): number {
  const world = distributorWorld({ orders });
  const policies = outboundPolicies({ sourcing: 'cheapest-feasible' }, world.decidedBy);
  const run = (): void => {
    const twin = new OutboundTwin({ world, policies, seed: 1 });
    twin.start();
    twin.run();
  };
  run();
  run();
  const before = cpuMs();
  run();
  return (cpuMs() - before) * 1000;
}

/** Through the pipe of `dray env`: wall time of its second episode. */
export async function pipedSteps({ orders }: { readonly orders: number }): Promise<StepCost> {
  const words = ['env', 'b2b-distributor', '--decision', 'sourcing', '--set', `demand.maxOrders=${orders}`];
  const child = spawn(process.execPath, [CLI, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (command: object): Promise<Answer> => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return JSON.parse((await lines.next()).value as string) as Answer;
  };
  const episode = async (): Promise<number> => {
    let steps = 0;
    for (let said = await ask({ reset: { seed: 1 } }); said.info.decision !== null; steps++) {
      const rows = said.observation;
      said = await ask({ step: cheapest(Float32Array.from(rows.flat()), rows.length) });
    }
    return steps;
  };
  await episode();
  const before = performance.now();
  const steps = await episode();
  const usPerStep = ((performance.now() - before) * 1000) / steps;
  child.stdin.end();
  return { steps, usPerStep };
}

interface Answer {
  readonly observation: readonly (readonly number[])[];
  readonly info: { readonly decision: number | null };
}

/** Of the options with a price. */
function cheapest(features: Float32Array, options: number): number {
  const [freight, handling, priced] = AT;
  let best = 0;
  let least = Infinity;
  for (let row = 0; row < options; row++) {
    const at = row * COLUMNS;
    const cost = features[at + freight]! + features[at + handling]! + (features[at + priced] === 1 ? 0 : 1e9);
    if (cost < least) [best, least] = [row, cost];
  }
  return best;
}
