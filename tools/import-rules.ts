/**
 * Who may import whom: `docs/architecture.md` says why. One rule a room; tests and their fixtures may also import `testing/` and each
 * other's rooms, since nothing else imports them.
 */
import type { IForbiddenRuleType } from 'dependency-cruiser';

export const ROOMS = [
  'sim',
  'orchestrator',
  'mock-systems',
  'scenarios',
  'testing',
  'bench',
  'reports',
  'own-parts',
  'cli',
  'tools',
];
/** A test, or a fixture beside it. */
const TEST = '\\.(?:test|fixture)\\.ts$';

/** A room that may import only these parts of the project. */
function room(
  name: string,
  path: string,
  allowed: readonly string[],
  pathNot: readonly string[] = [],
): IForbiddenRuleType {
  return {
    name,
    comment: `${path} may import only ${allowed.join(', ') || 'itself'}`,
    severity: 'error',
    from: { path: `^${path}`, pathNot: [TEST, ...pathNot] },
    to: { path: `^(?:${ROOMS.join('|')})/`, pathNot: [`^${path}`, ...allowed.map((each) => `^${each}`)] },
  };
}

/** A path that only these may import. */
function only(name: string, to: string, from: readonly string[]): IForbiddenRuleType {
  return {
    name,
    comment: `only ${from.join(', ')} may import ${to}`,
    severity: 'error',
    from: { path: `^(?:${ROOMS.join('|')})/`, pathNot: from.map((each) => `^${each}`) },
    to: { path: to },
  };
}

/** A room that may use only these packages. */
function packages(name: string, path: string, allowed: readonly string[]): IForbiddenRuleType {
  return {
    name,
    comment: `${path} may use only ${allowed.join(', ') || 'no package'}`,
    severity: 'error',
    from: { path: `^${path}`, pathNot: TEST },
    to: { path: '/?node_modules/', pathNot: allowed.map((each) => `node_modules/(?:@types/)?${each}/`) },
  };
}

const PURE = '^(?:sim|orchestrator|mock-systems|scenarios)/';
const IMPURE_PARTS = ['^orchestrator/live/', '^mock-systems/wire/', '^mock-systems/serve/'];

export const RULES: readonly IForbiddenRuleType[] = [
  room('sim-knows-nothing', 'sim/', []),
  only('rxjs-in-streams', '^node_modules/rxjs/', ['sim/rx/', 'mock-systems/', 'scenarios/', 'bench/']),
  only('seedrandom-in-random', '^node_modules/seedrandom/', ['sim/random/']),
  only('onnxruntime-in-models', '^node_modules/onnxruntime-', ['bench/models/']),
  packages('sim-packages', 'sim/', ['rxjs', 'seedrandom']),
  packages('core-packages', 'orchestrator/(?!live/|canonical/)', []),
  packages('canonical-packages', 'orchestrator/canonical/', ['zod']),
  packages('mock-packages', 'mock-systems/(?!wire/|serve/)', ['rxjs']),
  packages('scenario-packages', 'scenarios/', ['zod', 'yaml', 'd3-dsv', '@faker-js/faker']),
  room('contracts-import-nothing', 'orchestrator/contracts/', []),
  room('model-lowest', 'orchestrator/model/', []),
  room('core-downwards', 'orchestrator/core/', ['orchestrator/(?:model|contracts)/']),
  room('decisions-downwards', 'orchestrator/decisions/', ['orchestrator/(?:model|contracts|core)/']),
  room('orchestrator-alone', 'orchestrator/', []),
  // Documents are made where they leave the house: what runs speaks in numbers, and must not wait for zod.
  only('canonical-at-the-edges', '^orchestrator/canonical/', [
    'orchestrator/canonical/',
    'cli/(?:export|schema)/',
  ]),
  {
    name: 'core-not-live',
    comment: 'the core knows no host',
    severity: 'error',
    from: { path: '^orchestrator/', pathNot: [TEST, '^orchestrator/live/'] },
    to: { path: '^orchestrator/live/' },
  },
  room('mocks-know-the-contracts', 'mock-systems/', ['sim/', 'orchestrator/contracts/']),
  room('scenarios-downwards', 'scenarios/', ['sim/', 'orchestrator/(?!live/)', 'mock-systems/(?!serve/)']),
  room('testing-downwards', 'testing/(?!live/)', [
    'sim/',
    'orchestrator/(?!live/)',
    'mock-systems/(?!serve/)',
    'scenarios/',
  ]),
  room('live-testing-downwards', 'testing/live/', [
    'testing/',
    'sim/',
    'orchestrator/',
    'mock-systems/(?!serve/)',
    'scenarios/',
  ]),
  room('own-parts-show', 'own-parts/(?!testing|arbitraries)', [
    'sim/',
    'orchestrator/(?!live/)',
    'mock-systems/(?!serve/|wire/)',
    'testing/core/(?:given|collecting-out)\\.ts$',
  ]),
  // The second front door beside the command line, for tests of users: see the ADR on it.
  room('test-helpers-open-scenarios', 'own-parts/testing(?:/|\\.ts$)', [
    '(?:sim|scenarios|reports|cli)/',
    'orchestrator/(?!live/)',
    'mock-systems/(?!serve/)',
    'testing/arbitraries/scenarios/',
    'bench/(?:comparison|experiments)/',
  ]),
  room('arbitraries-alone', 'own-parts/arbitraries\\.ts$', ['testing/arbitraries/scenarios/']),
  room('reports-read-recordings', 'reports/', ['scenarios/recording/(?:schema|recorder)\\.ts$']),
  {
    name: 'nothing-imports-cli',
    severity: 'error',
    from: { pathNot: '^(?:(?:cli|bin)/|own-parts/testing(?:/|\\.ts$))' },
    to: { path: '^cli/' },
  },
  {
    name: 'pure-without-node',
    comment: 'pure folders touch no file, socket, clock or environment',
    severity: 'error',
    from: { path: PURE, pathNot: [TEST, ...IMPURE_PARTS] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-tests-imported',
    severity: 'error',
    from: {},
    to: { path: '\\.test\\.ts$' },
  },
  {
    name: 'fixtures-for-tests',
    comment: 'what is published rests on no fixture',
    severity: 'error',
    from: { pathNot: [TEST, '^(?:testing|bench)/'] },
    to: { path: '\\.fixture\\.ts$' },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'no-dev-packages',
    comment: 'what is published needs its packages as dependencies',
    severity: 'error',
    from: { path: '^(?:sim|orchestrator|mock-systems|scenarios|reports|cli)/', pathNot: TEST },
    // Of types nothing is left when it is published.
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
  },
];
