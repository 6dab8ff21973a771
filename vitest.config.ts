import { defineConfig } from 'vitest/config';

/** `--mode long`: see `testing/properties/properties.ts`. */
export default defineConfig(({ mode }) => ({
  test: {
    include: ['**/*.test.ts'],
    // Examples are projects of their own: `tools/qa-example.test.ts` runs them.
    exclude: ['node_modules/**', 'dist/**', 'runs/**', 'docs/examples/**'],
    setupFiles: ['testing/properties/determinism-trap.setup.ts', 'testing/properties/properties.setup.ts'],
    env: { DRAY_TEST_LONG: mode === 'long' ? '1' : '0' },
    // Left alone, it keeps one processor free: on two, half of the machine.
    maxWorkers: '100%',
    // Hangs are caught, slow machines are not: no test states how fast it must be.
    testTimeout: mode === 'long' ? 900_000 : 60_000,
  },
}));
