/** The pictures of the tutorials: of which page that a command writes, and what of it. `draw-tutorials.ts` makes them. */

export interface TutorialPicture {
  readonly name: string;
  readonly tutorial: 'architect' | 'data-scientist' | 'qa-engineer';
  /** Part of the command after which it is taken. */
  readonly after: string;
  /** In the folder of the tutorial. */
  readonly page: string;
  /** Where it begins, and the element with which it ends; nothing = with the one that it begins with. */
  readonly top: string;
  readonly bottom?: string;
}

export const PICTURE_BYTES_MOST = 80_000;

export const TUTORIAL_PICTURES: readonly TutorialPicture[] = [
  {
    name: 'architect-report',
    tutorial: 'architect',
    after: 'run quickstart',
    page: 'runs/quickstart-1/report.html',
    top: 'h1',
    bottom: '#glance dl',
  },
  {
    name: 'architect-platform',
    tutorial: 'architect',
    after: 'run today.yaml',
    page: 'runs/monday-1/report.html',
    top: '#bottleneck',
    bottom: '#bottleneck figure',
  },
  {
    name: 'architect-sweep',
    tutorial: 'architect',
    after: 'sweep today.yaml',
    page: 'runs/sweep-monday-1/report.html',
    top: '#curves',
  },
  {
    name: 'data-scientist-first',
    tutorial: 'data-scientist',
    after: '--candidate ./in-time.ts',
    page: 'runs/compare-quickstart-1/report.html',
    top: '#uplift',
    bottom: '#uplift figure',
  },
  {
    name: 'data-scientist-second',
    tutorial: 'data-scientist',
    after: '--candidate ./in-stock.ts',
    page: 'runs/compare-quickstart-1/report.html',
    top: 'section:has(figure)',
    bottom: 'section figure',
  },
  {
    name: 'qa-search',
    tutorial: 'qa-engineer',
    after: 'search recalls.yaml --runs 6 ||',
    page: 'runs/search-recalls-1/report.html',
    top: 'h1',
    bottom: '#failures',
  },
  {
    name: 'qa-failure',
    tutorial: 'qa-engineer',
    after: 'dray reduce',
    page: 'regressions/FAIL-settles-d06aa66c.html',
    top: '#lanes figure',
  },
];
