/** The trap must catch each way out of determinism in a run, and leave tests and building alone. */
import { describe, expect, test } from 'vitest';
import { Kernel } from '#sim/kernel';
import { trapAllRuns } from './determinism-trap.ts';

/** Runs one event in a kernel of its own; vitest's set-up file has set the trap. */
function inARun(work: () => unknown): void {
  const kernel = new Kernel();
  kernel.call(1, () => void work(), 'planted');
  kernel.run();
}

describe('the determinism trap', () => {
  test.each<[string, () => unknown]>([
    ['Math.random', () => Math.random()],
    ['Math.pow', () => Math.pow(2, 0.5)],
    ['Math.exp', () => Math.exp(1)],
    ['Date.now', () => Date.now()],
    ['new Date()', () => new Date()],
    ['performance.now', () => performance.now()],
    ['process.hrtime', () => process.hrtime()],
    ['process.nextTick', () => process.nextTick(() => {})],
    ['setTimeout', () => setTimeout(() => {}, 0)],
    ['queueMicrotask', () => queueMicrotask(() => {})],
    ['crypto.getRandomValues', () => crypto.getRandomValues(new Uint8Array(1))],
    ['Intl', () => new Intl.NumberFormat('en')],
    ['String.localeCompare', () => 'a'.localeCompare('b')],
    ['Number.toLocaleString', () => (1).toLocaleString()],
  ])('%s', (name, work) => {
    expect(() => inARun(work)).toThrow(`${name} used during a run`);
  });

  test('leaves pure functions alone', () => {
    expect(() => inARun(() => new Date(0).toISOString() + Date.UTC(2026, 1) + Math.sqrt(2))).not.toThrow();
  });

  test('is set once, where files of tests share a process and each asks for it', () => {
    const { run } = Kernel.prototype;
    trapAllRuns();
    expect(Kernel.prototype.run).toBe(run);
  });

  test('is off outside a run', () => {
    inARun(() => {});
    expect(Math.random()).toBeLessThan(1);
    expect(Date.now()).toBeGreaterThan(0);
  });
});
