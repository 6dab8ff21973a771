/** Whether there is a Python on this machine: tests that need one are skipped where there is none. */
import { spawnSync } from 'node:child_process';

const found = spawnSync(process.env.DRAY_PYTHON ?? 'python3', ['-c', 'import sys; print(sys.executable)'], {
  encoding: 'utf8',
});

export const hasPython: boolean = found.status === 0;

/** Itself, and no script that looks for one. */
export const PYTHON: string = hasPython ? found.stdout.trim() : 'python3';
