/**
 * The actors of a run again, from what each is on record to have taken: a step is a function of state, input and time, so that the same
 * inputs give the same states.
 *
 * 1. Memory is the actors that are alive: one that has finished is told, and dropped.
 * 2. An input that is not the next of its actor, or that the actor can't take, means that the recording was changed.
 */
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { AnyActor } from '#orchestrator/core/actor';
import type { Instant } from '#orchestrator/model/instant';
import type { RecordedInput } from '#reports/export/canonical/recorded-inputs';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import type { HeardOut } from './heard-out.ts';

interface Living {
  readonly state: unknown;
  /** Taken so far. */
  inputs: number;
}

interface Kept {
  readonly actor: AnyActor;
  readonly living: Map<number, Living>;
}

export interface FoldedStep {
  readonly actor: string;
  readonly key: number;
  readonly state: unknown;
  readonly isFinished: boolean;
}

export class FoldedActors {
  private readonly kept: ReadonlyMap<string, Kept>;
  private readonly out: HeardOut;

  /** @param out hears what is said in each step */
  constructor(actors: readonly AnyActor[], out: HeardOut) {
    this.kept = new Map(actors.map((actor) => [actor.name, { actor, living: new Map() }]));
    this.out = out;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.kept.keys());
  }

  step(input: RecordedInput): FoldedStep {
    const { actorType, actorKey: key } = input;
    const { actor, living } = this.kept.get(actorType)!;
    const found = living.get(key);
    if (input.n !== (found?.inputs ?? 0) + 1)
      throw changed(
        input,
        `it is input ${input.n} of ${actorType} ${key}, of which ${found?.inputs ?? 0} were there`,
      );
    const taken: Living = found ?? { state: actor.initial(key), inputs: 0 };
    taken.inputs += 1;
    this.out.begin(actor.type, key);
    try {
      actor.step(taken.state, this.messageOf(input, actor), input.now as Instant, this.out);
    } catch (error) {
      throw changed(input, `${actorType} ${key} can't take "${input.kind}": ${wordsOf(error)}`);
    }
    const isFinished = actor.finished(taken.state);
    if (isFinished) living.delete(key);
    else if (found === undefined) living.set(key, taken);
    return { actor: actorType, key, state: taken.state, isFinished };
  }

  /** Of one that has not finished; else undefined. */
  stateOf(name: string, key: number): unknown {
    return this.kept.get(name)?.living.get(key)?.state;
  }

  /** Those of one kind that have not finished, by key. */
  *left(name: string): Generator<FoldedStep> {
    const living = [...(this.kept.get(name)?.living ?? [])].sort(([one], [other]) => one - other);
    for (const [key, { state }] of living) yield { actor: name, key, state, isFinished: false };
  }

  private messageOf(input: RecordedInput, { type }: AnyActor): ReturnType<typeof envelope> {
    const { kind, fromType, fromKey, actorKey, sender, counter, key, a, b, body } = input;
    const from = this.kept.get(fromType)?.actor.type ?? PARTNER;
    return envelope(kind, from, fromKey, type, actorKey, sender, counter, key, a, b, body);
  }
}

function changed({ row }: RecordedInput, why: string): UnreadableRecording {
  return new UnreadableRecording(`inputs, row ${row}: ${why}. Run it again`);
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
