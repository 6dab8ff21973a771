/** One replication as a message: what a worker is told, and what it answers. */
import { AssertionError } from '#sim/assert';
import { caseOf, type VerificationCase } from './cases.ts';
import type { Job } from './job.ts';
import type { Model, Observations, RunSpec } from './model.ts';
import { entryOf } from './models/registry.ts';

/** Plain data. */
export interface Task {
  readonly id: string;
  readonly run: RunSpec;
}

export type Reply =
  | { readonly kind: 'done'; readonly observations: Observations; readonly seconds: number }
  | { readonly kind: 'fault'; readonly message: string };

/** @param number of the replication, from 0 */
export function taskOf(job: Job, number: number): Task {
  const { seed, planted } = job.options;
  const { id } = job.case;
  return {
    id,
    run: { seed: `${seed}/${id}/${job.variant}/${number}`, size: job.size, variant: job.variant, planted },
  };
}

/** Simulates; a model's fault becomes an answer. */
export function replicate({ id, run }: Task): Reply {
  const before = process.threadCpuUsage();
  try {
    const entry = entryOf(id);
    if (entry?.kind !== 'model') throw new AssertionError(`case "${id}" has no model`);
    const of = caseOf(id);
    const observations = observe(of, entry.build(of), run);
    const { user, system } = process.threadCpuUsage(before);
    return { kind: 'done', observations, seconds: (user + system) / 1e6 };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { kind: 'fault', message: `${what} (${id}, seed "${run.seed}")` };
  }
}

/** One replication: just the values that are expected and not left out, all finite. */
export function observe({ expected }: VerificationCase, model: Model, run: RunSpec): Observations {
  const observations = model.replicate(run);
  const checked = Object.keys(expected).filter((name) => !Object.hasOwn(model.leftOut ?? {}, name));
  for (const name of checked) {
    if (!Number.isFinite(observations[name]))
      throw new AssertionError(`the model's observation of "${name}" is ${observations[name]}`);
  }
  for (const name of Object.keys(observations)) {
    if (!checked.includes(name))
      throw new AssertionError(`the model observes "${name}", which is not expected or is left out`);
  }
  return observations;
}
