import { defineConfig } from 'vitest/config';

// A run is seconds, a comparison dozens of runs.
export default defineConfig({ test: { testTimeout: 120_000 } });
