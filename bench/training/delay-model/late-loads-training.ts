/** Trains the library's delay model on recordings, and says how good it is on others beside the point's rules of thumb. */
import { assert } from '#sim/assert';
import {
  DELAY_COLUMNS,
  type DelayModel,
  type LabelledLoad,
  probabilityOfLate,
  trainDelayModel,
} from './delay-model.ts';
import { heldOutTable, type Predictor } from './held-out.ts';
import { recordedLoads } from './recorded-loads.ts';

/**
 * A warning in vain is taken to cost three sevenths of one that is missed, so that late is said from 0.3 on. Nothing was tuned. Source:
 * assumption.
 */
const TRAINING = {
  name: 'late-loads',
  threshold: 0.3,
  ridge: 1,
  caps: {
    planned: 336,
    gone: 336,
    behind: 96,
    ahead: 168,
    slack: 168,
    over: 96,
    rest: 336,
    paceOver: 96,
    paceShort: 168,
    record: 200,
  },
} as const;

export interface TrainedOnRecordings {
  readonly model: DelayModel;
  /** What the script prints. */
  readonly text: string;
}

/** @param heldOut of other seeds: none may be among those that it is trained on */
export function trainOnRecordings(
  trained: readonly string[],
  heldOut: readonly string[],
): TrainedOnRecordings {
  const twice = heldOut.find((dir) => trained.includes(dir));
  assert(twice === undefined, `${twice} is to be trained on and held out: name runs of other seeds`);
  const loads = trained.flatMap(recordedLoads);
  const model = trainDelayModel(loads, TRAINING);
  const others = heldOut.map(recordedLoads);
  const text = [
    `trained on ${sentence(loads)} in ${trained.length} runs; held out ${sentence(others.flat())} in ${others.length} runs`,
    '',
    heldOutTable(others, [predictorOf(model), ...THUMBS]),
  ].join('\n');
  return { model, text };
}

function predictorOf(model: DelayModel): Predictor {
  const { name, threshold } = model;
  return { name, threshold, of: (columns) => probabilityOfLate(model, columns) };
}

const above = (name: string, least: number): ((columns: readonly number[]) => boolean) => {
  const at = DELAY_COLUMNS.indexOf(name);
  return (columns) => columns[at]! >= least;
};
const estimated = above('over', 1);
const paced = above('paceOver', 1);
const seen = above('record', 20);
const often = above('later', 250);

/** The rules of thumb of the point, from what a model is shown: see `orchestrator/decisions/delay-prediction.ts`. */
const THUMBS: readonly Predictor[] = [
  rule('as-carrier-says', () => false),
  rule('plan-against-promise', estimated),
  rule('carrier-record', (columns) => estimated(columns) || (seen(columns) && often(columns))),
  rule('by-pace', (columns) => estimated(columns) || paced(columns)),
];

function rule(name: string, isLate: (columns: readonly number[]) => boolean): Predictor {
  return { name, threshold: 0.5, of: (columns) => (isLate(columns) ? 1 : 0) };
}

function sentence(loads: readonly LabelledLoad[]): string {
  const late = loads.filter((each) => each.late).length;
  return `${loads.length} questions (${late} late, prevalence ${(late / loads.length).toFixed(3)})`;
}
