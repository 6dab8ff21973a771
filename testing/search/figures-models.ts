/** A model decides, and is not to be trusted: right, unsure, wrong, late and down by turns, in whatever mode, in some runs governed. */

import type { DecisionPoint } from '#orchestrator/core/out';
import { DECISION_POINTS, POINTS, type PolicyNames } from '#orchestrator/decisions/points';
import { WAYWARD } from '#scenarios/schema/outbound/model-source';
import { namesForAll } from '#scenarios/schema/outbound/point-places';
import {
  explorationOf,
  isInPhase,
  isModel,
  type PolicyEntry,
  saidBy,
} from '#scenarios/schema/outbound/policies';
import { ACTIVITIES, OWNED } from '#scenarios/schema/outbound/responsibilities';
import { moneyMinor } from '#scenarios/schema/units';
import { type Draws, rounded } from './draws.ts';
import type { FigureKind } from './figure-kind.ts';
import { isTree, type Tree, valuesAt } from './tree.ts';

const NAME = 'model-wayward';
/** Of the runs of a swarm. Source: assumption; rules of thumb are what most of the others are about. */
const RUNS_SHARE = 0.2;
/** Of its runs, in which persons and monitors move it through its stages. */
const GOVERNED = 0.5;
const KILLED = 0.4;
const NAMES = 1000;
const MODES = ['shadow', 'canary', 'active', 'active'] as const;
/** Thinking time on average, and how long the gate waits: some, few and most of its answers are late. */
const PATIENCE = [
  ['2 s', '10 s'],
  ['6 min', '30 min'],
  ['10 min', '5 min'],
] as const;
/** What it may commit by itself, in whole units of the currency. */
const COMMITS = [5, 50, 500];
const HOUR_MIN = 60;

const policiesOf = ({ policies }: Tree): readonly PolicyEntry[] =>
  Array.isArray(policies) ? (policies as readonly PolicyEntry[]) : [];

/** Whether a late load may cost anything: nobody is asked what to do about it where all that can be done is to wait. */
function mayHurry(tree: Tree): boolean {
  const amounts = ['expediteMax', 'rerouteMax'].flatMap((limit) => valuesAt(tree, `limits.${limit}`));
  return amounts.some((amount) => typeof amount === 'string' && moneyMinor(amount) > 0);
}

/** Decision points of which somebody asks the core. */
function pointsOf(tree: Tree): DecisionPoint[] {
  const said = isTree(tree.responsibilities) ? tree.responsibilities : {};
  const others = ACTIVITIES.filter(
    (activity) => (said[activity] ?? OWNED[activity].usual) !== 'orchestrator',
  ).map((activity) => OWNED[activity].point);
  const booked = valuesAt(tree, 'systems.threePl.freight').length > 0 ? ['carrier'] : [];
  const idle = mayHurry(tree) ? [] : ['delay-response'];
  const asked = namesForAll(tree);
  return DECISION_POINTS.filter(
    (point) =>
      (point === 'sourcing' || asked[point] !== undefined) &&
      ![...others, ...booked, ...idle].includes(point),
  );
}

function entryOf(tree: Tree, arm: PolicyEntry, draws: Draws): PolicyEntry {
  const point = draws.oneOf(`${NAME}/point`, pointsOf(tree));
  const names: PolicyNames = { ...namesForAll(tree), ...saidBy(arm) };
  const { views, commitsMinor, baseline } = POINTS[point];
  const { [point]: _its, ...others } = saidBy(arm);
  const mode = draws.oneOf(`${NAME}/mode`, MODES);
  const [thinks, timeout] = draws.oneOf(`${NAME}/patience`, PATIENCE);
  const most = draws.oneOf(`${NAME}/commits`, COMMITS);
  const byPerson = draws.unit(`${NAME}/person`) < 1 / 2;
  return {
    name: `${WAYWARD}-${Math.floor(NAMES * draws.unit(`${NAME}/name`))}`,
    model: WAYWARD,
    point,
    baseline: names[point] ?? baseline,
    mode,
    ...(mode === 'canary' ? { canaryShare: CANARY } : {}),
    thinking: { exponential: { mean: thinks } },
    timeout,
    minConfidence: 0.5,
    ...(views === null ? {} : { maxViewAge: '2 h' }),
    ...(commitsMinor === undefined ? {} : { maxFreight: `${most} ${String(tree.currency)}` }),
    ...(byPerson ? { beyondLimits: 'person', personTakes: '1 h' } : {}),
    ...others,
    source: 'made by dray search',
  };
}

const CANARY = 0.3;

/** Persons promote it and, in some runs, kill it; what can't be used steps it down. */
function governanceOf(draws: Draws): Tree {
  const at = (name: string, hours: number): string =>
    `${Math.round(HOUR_MIN * hours * draws.unit(`${NAME}/${name}`))} min`;
  const order = { by: 'planner', reason: 'made by dray search' };
  return {
    plan: [{ mode: 'shadow' }, { mode: 'canary', share: CANARY }, { mode: 'active' }],
    checkEvery: '1 h',
    monitors: [
      {
        of: 'fallbacks',
        atMost: rounded(draws.unit(`${NAME}/fallbacks`)),
        window: 10,
        response: 'step-down',
      },
    ],
    orders: [
      { do: 'promote', at: at('first', 48), ...order },
      { do: 'promote', at: at('second', 96), ...order },
    ],
    ...(draws.unit(`${NAME}/killed`) < KILLED ? { kill: { at: at('kill', 96), ...order } } : {}),
    source: 'made by dray search',
  };
}

/** Beside the half of the others; what there is of it is a policy of the scenario, and so is written down with it. */
export const MODEL_FIGURES: readonly FigureKind[] = [
  {
    name: NAME,
    seen: ['model-answered'],
    share: RUNS_SHARE,
    // Whoever names models has said which are to be tried; and in a phase people decide.
    allowed: (tree) =>
      tree.phase === undefined &&
      pointsOf(tree).length > 0 &&
      policiesOf(tree).every(
        (entry) => !isModel(entry) && !isInPhase(entry) && explorationOf(entry) === null,
      ),
    putIn: (tree, draws) => {
      tree.policies = policiesOf(tree).map((arm) => entryOf(tree, arm, draws));
      if (draws.unit(`${NAME}/governed`) < GOVERNED) tree.governance = governanceOf(draws);
    },
    takeOut: () => {},
  },
];
