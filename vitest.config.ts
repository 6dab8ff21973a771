import { defineConfig } from 'vitest/config';

// Examples are projects of their own: `tools/qa-example.test.ts` runs them.
const NO_TESTS = ['node_modules/**', 'dist/**', 'runs/**', 'docs/examples/**'];

/** Tests that need no process, server or browser and leave nothing behind: values in, values out, in any order. */
const PURE = [
  '{sim,mock-systems,scenarios}/**/*.test.ts',
  '{orchestrator,testing}/!(live)/**/*.test.ts',
  'reports/!(html)/**/*.test.ts',
  'reports/html/!(looks)/**/*.test.ts',
];

/** `--mode long`: see `testing/properties/properties.ts`. */
export default defineConfig(({ mode }) => ({
  test: {
    setupFiles: ['testing/properties/determinism-trap.setup.ts', 'testing/properties/properties.setup.ts'],
    env: { DRAY_TEST_LONG: mode === 'long' ? '1' : '0' },
    // Left alone, it keeps one processor free: on two, half of the machine.
    maxWorkers: '100%',
    // Hangs are caught, slow machines are not: no test states how fast it must be.
    testTimeout: mode === 'long' ? 900_000 : 60_000,
    hookTimeout: 60_000,
    // By name: `apart`, with the longest, begins. Half of what a pure file costs is to read again what others have read, so they share
    // their processes; small, they end the run together.
    projects: [
      { extends: true, test: { name: 'apart', include: ['**/*.test.ts'], exclude: [...NO_TESTS, ...PURE] } },
      { extends: true, test: { name: 'pure', include: PURE, exclude: NO_TESTS, isolate: false } },
    ],
  },
}));
