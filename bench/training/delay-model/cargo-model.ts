/** Trains a delay model on the first seven tenths of the Cargo 2000 set, and says how good it is on the rest. */
import { cargoChains } from './cargo2000.ts';
import { DELAY_COLUMNS, type DelayModel, probabilityOfLate, trainDelayModel } from './delay-model.ts';
import { heldOutTable, type Predictor } from './held-out.ts';

/** Of the file, in its order: nothing else says which chain was sooner. */
const TRAINED_SHARE = 0.7;

/** Fixed beforehand: nothing was tuned on the set. Source: assumption. */
const TRAINING = {
  name: 'cargo2000',
  threshold: 0.5,
  ridge: 1,
  caps: {
    planned: 336,
    gone: 336,
    behind: 96,
    ahead: 168,
    slack: 168,
    over: 96,
    rest: 336,
    paceOver: 336,
    paceShort: 336,
  },
} as const;

export interface CargoModel {
  readonly model: DelayModel;
  /** What the script prints. */
  readonly text: string;
}

export function trainOnCargo(csv: string): CargoModel {
  const chains = cargoChains(csv);
  const cut = Math.floor(TRAINED_SHARE * chains.length);
  const [before, after] = [chains.slice(0, cut), chains.slice(cut)];
  const model = trainDelayModel(before, TRAINING);
  const share = before.filter(({ late }) => late).length / before.length;
  const predictors: Predictor[] = [
    {
      name: 'the model',
      threshold: model.threshold,
      of: (columns) => probabilityOfLate(model, columns),
    },
    {
      name: 'behind plan so far',
      threshold: 0.5,
      of: (columns) => (columns[DELAY_COLUMNS.indexOf('behind')]! > 0 ? 1 : 0),
    },
    { name: 'the share of before', threshold: 0.5, of: () => share },
  ];
  const late = after.filter((each) => each.late).length;
  const text = [
    `trained on ${before.length} chains, held out ${after.length}, of which ${late} were late (prevalence ${(late / after.length).toFixed(3)})`,
    '',
    heldOutTable(
      after.map((each) => [each]),
      predictors,
    ),
  ].join('\n');
  return { model, text };
}
