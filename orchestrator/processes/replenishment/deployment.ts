/**
 * Deployment: deals out what a node has among the stores that want it at the same time. It gathers their proposals for a while, asks the
 * view of the node's stock, and answers each.
 *
 * 1. It moves along `DEPLOYMENT_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. Every proposal is answered once. What comes while the view is asked waits for the next round.
 * 3. What the view does not know is not cut: WMS decides what is there.
 */
import type { Actor } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { ReplenishmentSettings } from '../../model/replenishment.ts';
import { STOCK_VIEW, type StockStands } from '../outbound/inputs.ts';
import { fairShare } from './fair-share.ts';
import { DEPLOYMENT, type DeploymentInput, REPLENISHMENT, type TransferProposed } from './inputs.ts';

export type DeploymentStatus = 'idle' | 'collecting' | 'asking';

export const DEPLOYMENT_TABLE = transitionTable<DeploymentStatus>(
  'idle',
  [],
  [
    ['idle', 'transferProposed', 'collecting'],
    ['collecting', 'transferProposed', 'collecting'],
    ['collecting', 'timer', 'asking'],
    ['asking', 'transferProposed', 'asking'],
    ['asking', 'stockStands', 'idle'],
    // Somebody has come while the view was asked.
    ['idle', 'again', 'collecting'],
  ],
);

const DEPLOYMENT_TIMERS = ['allocate'] as const;
export const ALLOCATE_TIMER = 0;

interface Proposal {
  readonly replenishment: number;
  readonly casePack: number;
  readonly products: readonly number[];
  readonly units: readonly number[];
}

export interface DeploymentState {
  status: DeploymentStatus;
  /** In the order in which they came. */
  proposals: Proposal[];
  /** Of them, those that this round is about. */
  inRound: number;
  /** What is asked of the view, ascending. */
  products: readonly number[];
}

const NO_PRODUCTS: readonly number[] = [];

export function deploymentActor(settings: ReplenishmentSettings): Actor<DeploymentState, DeploymentInput> {
  return {
    type: DEPLOYMENT,
    name: 'deployment',
    version: 1,
    creates: ['transferProposed'],
    timers: DEPLOYMENT_TIMERS,
    initial: () => ({ status: DEPLOYMENT_TABLE.initial, proposals: [], inRound: 0, products: NO_PRODUCTS }),
    migrate: (_old, from) => {
      throw new Error(`deployment state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      const next = DEPLOYMENT_TABLE.next(draft.status, input.kind);
      if (next === null) {
        out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
        return;
      }
      const before = draft.status;
      draft.status = next;
      if (input.kind === 'transferProposed') {
        take(draft, input);
        if (before === 'idle') out.timer(ALLOCATE_TIMER, instant(now + settings.limits.collectMs));
      } else if (input.kind === 'timer') ask(draft, input.key, out);
      else allot(settings, draft, input, now, out);
    },
    finished: () => false,
    outcome: (state, sink) => sink.number(state.proposals.length),
  };
}

function take(draft: DeploymentState, { a: replenishment, b: casePack, body }: TransferProposed): void {
  draft.proposals.push({ replenishment, casePack, products: body.products, units: body.units });
}

function ask(draft: DeploymentState, key: number, out: Out): void {
  draft.inRound = draft.proposals.length;
  const wanted = new Set<number>();
  for (const { products } of draft.proposals) for (const product of products) wanted.add(product);
  draft.products = [...wanted].sort((x, y) => x - y);
  out.tell(STOCK_VIEW, key, 'stockAsked', 0, 0, { products: draft.products });
}

function allot(
  { limits }: ReplenishmentSettings,
  draft: DeploymentState,
  { body }: StockStands,
  now: Instant,
  out: Out,
): void {
  const { products, inRound } = draft;
  const round = draft.proposals.slice(0, inRound);
  const allotted = round.map(({ units }) => units.map(() => 0));
  for (let i = 0; i < products.length; i++) {
    const known = body.units[i]!;
    const available = known < 0 ? Infinity : Math.floor(known * (1 - limits.keptBackShare));
    dealOut(products[i]!, available, round, allotted);
  }
  for (const [i, { replenishment, units }] of round.entries())
    out.tell(REPLENISHMENT, replenishment, 'transferAllotted', total(allotted[i]!), total(units), {
      units: allotted[i]!,
    });
  draft.proposals = draft.proposals.slice(inRound);
  draft.inRound = 0;
  draft.products = NO_PRODUCTS;
  if (draft.proposals.length === 0) return;
  draft.status = DEPLOYMENT_TABLE.next(draft.status, 'again')!;
  out.timer(ALLOCATE_TIMER, instant(now + limits.collectMs));
}

/** Deals one product out among those of the round that want it. */
function dealOut(
  product: number,
  available: number,
  round: readonly Proposal[],
  allotted: readonly number[][],
): void {
  const who: number[] = [];
  const lines: number[] = [];
  const wanted: number[] = [];
  for (const [i, { products, units }] of round.entries()) {
    const line = products.indexOf(product);
    if (line < 0) continue;
    who.push(i);
    lines.push(line);
    wanted.push(units[line]!);
  }
  // A product is in one group, and a group has one case pack.
  const dealt = fairShare(wanted, available, round[who[0]!]!.casePack);
  for (const [j, i] of who.entries()) allotted[i]![lines[j]!] = dealt[j]!;
}

function total(units: readonly number[]): number {
  let sum = 0;
  for (const each of units) sum += each;
  return sum;
}
