/** Models from elsewhere: how long one answer takes, and how many steps a second the environment makes. */
import { inChild } from '../harness/child.ts';
import { median } from '../harness/measure.ts';
import { figureRow, repeated, type Section } from '../harness/section.ts';
import type { Row } from '../harness/table.ts';
import type { AnswerTimes, StepCost } from './models-bench.ts';

const MODULE = new URL('./models-bench.ts', import.meta.url).href;
const ORDERS = 4000;
const ONNX_P99_US_MAX = 50;
const PYTHON_MEDIAN_US_MAX = 100;
const STEPS_PER_SECOND_MIN = 20_000;

export const models: Section = {
  name: 'models',
  title: `Answers of models to a question of four options (wall time), and the environment at sourcing, b2b-distributor of ${ORDERS} orders`,
  run: ({ repetitions }) => [...answers(repetitions), ...steps(repetitions)],
};

function answers(repetitions: number): readonly Row[] {
  const onnx = repeated(repetitions, () => inChild<AnswerTimes>(MODULE, 'onnxAnswers', {}));
  const python = repeated(repetitions, () => inChild<AnswerTimes | null>(MODULE, 'pythonAnswers', {})).filter(
    (times) => times !== null,
  );
  const row = (work: string, values: readonly number[], most: number | null): Row => {
    if (values.length === 0) return figureRow(`${work}: no Python here`, '–', null);
    const us = median(values);
    const bound = most === null ? null : { target: `<= ${most} us`, met: us <= most };
    return figureRow(work, `${us.toFixed(1)} us`, bound);
  };
  return [
    row(
      'ONNX in process, median',
      onnx.map(({ medianUs }) => medianUs),
      null,
    ),
    row(
      'ONNX in process, p99',
      onnx.map(({ p99Us }) => p99Us),
      ONNX_P99_US_MAX,
    ),
    row(
      'Python class over stdio, median',
      python.map(({ medianUs }) => medianUs),
      PYTHON_MEDIAN_US_MAX,
    ),
    row(
      'Python class over stdio, p99',
      python.map(({ p99Us }) => p99Us),
      null,
    ),
  ];
}

function steps(repetitions: number): readonly Row[] {
  const work = { orders: ORDERS };
  const own = repeated(repetitions, () => inChild<StepCost>(MODULE, 'environmentSteps', work));
  const plain = repeated(repetitions, () => inChild<number>(MODULE, 'plainRun', work));
  const piped = repeated(repetitions, () => inChild<StepCost>(MODULE, 'pipedSteps', work));
  const perSecond = (costs: readonly StepCost[]): number =>
    1e6 / median(costs.map(({ usPerStep }) => usPerStep));
  const row = (what: string, value: number): Row =>
    figureRow(what, `${value.toFixed(0)} steps/s`, {
      target: `>= ${STEPS_PER_SECOND_MIN} steps/s`,
      met: value >= STEPS_PER_SECOND_MIN,
    });
  const ratio = median(own.map(({ steps, usPerStep }, i) => (steps * usPerStep) / plain[i]!));
  return [
    row(`environment in process (CPU), ${own[0]!.steps} steps`, perSecond(own)),
    figureRow('  its run against that of a rule of thumb that decides so', `${ratio.toFixed(2)} x`, null),
    row('environment through the pipe (wall)', perSecond(piped)),
  ];
}
