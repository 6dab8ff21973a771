/** A kind of fault that is a figure of a scenario: where it stands, how it is turned up, and how it is turned off. */
import { type Draws, rounded } from './draws.ts';
import { isTree, type Spot, spotsOf, type Tree } from './tree.ts';

export interface FigureKind {
  readonly name: string;
  /** Faults and business events on record that show that it happened; `task KIND` = a task of this kind; none = only the trace does. */
  readonly seen: readonly string[];
  /** Runs of a swarm that it is in, drawn by itself; absent = it is one of those of which each run leaves half out. */
  readonly share?: number;
  /** Whether the scenario has a place for it. */
  allowed(tree: Tree): boolean;
  /** Writes it into a copy. */
  putIn(tree: Tree, draws: Draws): void;
  /** Takes it out of a copy. */
  takeOut(tree: Tree): void;
}

/** What must stand beside a figure for it to mean anything; absent = nothing. */
type Beside = (parent: Tree) => boolean;

export interface ShareOptions {
  readonly seen: readonly string[];
  /** The share is drawn up to it; where the scenario has more, up to that. */
  readonly most: number;
  readonly where?: Beside;
  /** Written beside it where it is missing. */
  readonly alsoSay?: Readonly<Tree>;
}

/** The least of what is drawn, of the most: less would not be worth a run. */
const LEAST = 0.1;

/** A share at one or more places; 0 = it never happens. */
export function shareAt(name: string, paths: readonly string[], options: ShareOptions): FigureKind {
  const { seen, most, where = () => true, alsoSay = {} } = options;
  const spots = (tree: Tree): Spot[] =>
    paths.flatMap((path) => spotsOf(tree, path)).filter(({ parent }) => where(parent));
  return {
    name,
    seen,
    allowed: (tree) => spots(tree).length > 0,
    putIn: (tree, draws) => {
      for (const [i, { parent, key }] of spots(tree).entries()) {
        const own = typeof parent[key] === 'number' ? parent[key] : 0;
        parent[key] = rounded(Math.max(most, own) * (LEAST + (1 - LEAST) * draws.unit(name, i)));
        for (const [other, value] of Object.entries(alsoSay)) parent[other] ??= value;
      }
    },
    takeOut: (tree) => {
      // Wherever it stands: what was allowed nowhere is 0 anyway.
      for (const { parent, key } of spots(tree)) if (typeof parent[key] === 'number') parent[key] = 0;
    },
  };
}

/** A section that is as the scenario has it, or not there. */
export function sectionAt(name: string, path: string, seen: readonly string[]): FigureKind {
  const spots = (tree: Tree): Spot[] => spotsOf(tree, path).filter(({ parent, key }) => isTree(parent[key]));
  return {
    name,
    seen,
    allowed: (tree) => spots(tree).length > 0,
    putIn: () => {},
    takeOut: (tree) => {
      for (const { parent, key } of spots(tree)) delete parent[key];
    },
  };
}

/** Something else to be done with a copy; without it the scenario is as it stands. */
export function changeOf(
  name: string,
  seen: readonly string[],
  allowed: (tree: Tree) => boolean,
  putIn: (tree: Tree, draws: Draws) => void,
): FigureKind {
  return { name, seen, allowed, putIn, takeOut: () => {} };
}
