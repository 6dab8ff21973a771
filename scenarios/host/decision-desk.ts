/** Where a step's question meets the decider: with the views it asked for, as they stand now, and put on record. */
import type { DecisionAnswer } from '#orchestrator/core/actor';
import type { Recorder } from '../recording/recorder.ts';
import type { ActorRegistry } from './actor-registry.ts';
import type { PendingAsk } from './host-out.ts';
import type { Ask, Decided, Decider } from './ports.ts';

/** What goes back to the actor that asked. */
export interface DeskAnswer extends Pick<Decided, 'chosen' | 'latencyMs'> {
  readonly attempt: number;
  readonly body: DecisionAnswer;
}

export class DecisionDesk {
  private readonly actors: ActorRegistry;
  private readonly decider: Decider;
  private readonly recorder: Recorder;

  constructor(actors: ActorRegistry, decider: Decider, recorder: Recorder) {
    this.actors = actors;
    this.decider = decider;
    this.recorder = recorder;
  }

  /** Decides now; when the answer arrives is the caller's business. */
  decide(type: number, key: number, { request, views }: PendingAsk, now: number): DeskAnswer {
    const { point, attempt, context, options } = request;
    const ask: Ask = {
      point,
      attempt,
      entityType: this.actors.of(type).actor.name,
      entityKey: key,
      now,
      context,
      options,
      views: views.map(([viewType, viewKey]) => this.actors.read(viewType, viewKey, now)),
    };
    const decided = this.decider(ask);
    this.note(ask, decided);
    const { chosen, latencyMs, policy, fallback } = decided;
    return {
      chosen,
      latencyMs,
      attempt,
      body: { point, policy, fallback, option: chosen < 0 ? null : options[chosen] },
    };
  }

  private note(ask: Ask, decided: Decided): void {
    this.recorder.decision(
      ask.now,
      ask.point,
      ask.entityType,
      ask.entityKey,
      ask.attempt,
      decided.policy,
      null,
      decided.mode,
      ask.options.length,
      decided.removed,
      decided.chosen,
      decided.score,
      decided.confidence,
      decided.propensity,
      decided.fallback,
      decided.latencyMs,
      ask.context,
      ask.options,
      ask.views,
    );
  }
}
