import { defineConfig } from 'vitest/config';

/** The tests that mutants are held against: those beside the core, which are fast enough to be run thousands of times. */
export default defineConfig({
  test: {
    include: ['orchestrator/**/*.test.ts'],
    exclude: ['node_modules/**', 'orchestrator/live/**', 'runs/**'],
    // Each change runs in a process that is new; files that share it read their modules once: three times as fast.
    isolate: false,
    setupFiles: ['testing/properties/determinism-trap.setup.ts', 'testing/properties/properties.setup.ts'],
    env: { DRAY_TEST_LONG: '0' },
  },
});
