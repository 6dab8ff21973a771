/**
 * What a person's task costs, as landed cost counts it, and how people would answer one that they may never have been given: by the draws of the mock.
 *
 * 1. A task of a role without touch time costs the same, answered or not; one of a role with touch time costs what was worked on it.
 * 2. What is not drawn alone (fatigue, queues, hours) is at its least: no task costs less than `leastOf` says.
 */
import { type DrawKey, peopleStreams, RoleDraws } from '#mock-systems/people/role-draws';
import { ESCALATION, NEXT_ROLE } from '#orchestrator/core/open-task';
import type { WorkBody } from '#reports/kpis/outbound/outcomes/touch-work';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';

const MINUTE_MS = 60_000;

/** A task as an actor gives it. */
export interface DeskTaskKey extends DrawKey {
  readonly role: string;
  /** Kind of its escalation; absent = one that says no more than that. */
  readonly escalation?: string;
}

export interface LeastOfTask {
  readonly minor: number;
  /** Indexes of the answers that may come; none = nobody answers. */
  readonly answers: readonly number[];
}

type Desk = Pick<OutboundWorld, 'people' | 'costs' | 'network'>;

export class DeskPrices {
  private readonly world: Desk;
  private readonly draws = new Map<string, RoleDraws>();
  private readonly taskMinor: number;

  constructor(world: Desk, random: Random) {
    this.world = world;
    const streams = peopleStreams(random);
    for (const each of world.people) this.draws.set(each.role, new RoleDraws(streams, each));
    this.taskMinor = Math.round(world.costs.taskMinutes * world.costs.taskPerMinuteMinor);
  }

  /** Of a row of the `tasks` table, minor units. */
  minorOf(role: string, state: string, body: unknown): number {
    if (state === 'handled') return this.touchMinor((body as WorkBody).touchMs);
    return state === 'answered' || this.isMeasured(role) ? 0 : this.taskMinor;
  }

  /**
   * Of giving the task, until it is answered by whoever may answer it.
   * @param settles the run went on until nothing more could happen: who was asked and does not forget has done it
   */
  leastOf(task: DeskTaskKey, { settles }: { readonly settles: boolean }): LeastOfTask {
    const { taskEscalationMs } = this.world.network.limits;
    const own = this.leastOfOne(task, settles);
    const unlimited = this.settingsOf(task.role)?.team === undefined;
    const surely = own.answer === null || (unlimited && own.afterMs > taskEscalationMs);
    const mayEscalate = surely || !unlimited;
    const answers = own.answer === null ? [] : [own.answer];
    if (!mayEscalate) return { minor: own.minor, answers };
    const { escalation: kind = ESCALATION } = task;
    const next = this.leastOfOne({ ...task, role: NEXT_ROLE, kind, no: task.no + 1 }, settles);
    if (next.answer !== null) answers.push(next.answer);
    return { minor: own.minor + (surely ? next.minor : 0), answers };
  }

  private leastOfOne(
    task: DeskTaskKey,
    settles: boolean,
  ): { readonly minor: number; readonly afterMs: number; readonly answer: number | null } {
    const draws = this.draws.get(task.role);
    const measured = this.isMeasured(task.role);
    if (draws === undefined || draws.isForgotten(task))
      return { minor: measured ? 0 : this.taskMinor, afterMs: Infinity, answer: null };
    const unlimited = this.settingsOf(task.role)!.team === undefined;
    const afterMs = unlimited ? draws.answerMs(task, 0) : 0;
    const touchMs = draws.handlingMs(task, 0, 1);
    const minor = this.touchMinor(unlimited ? Math.min(afterMs, touchMs) : touchMs);
    // Whose task was escalated may be done with it only when the run has ended.
    const inTime = unlimited && afterMs <= this.world.network.limits.taskEscalationMs;
    const sureMinor = settles || inTime ? minor : 0;
    return { minor: measured ? sureMinor : this.taskMinor, afterMs, answer: draws.answerGiven(task, 0) };
  }

  /** What a person of the role answers who does not err: an index. */
  rightAnswer(role: string, kind: string): number {
    return this.draws.get(role)?.rightAnswer(kind) ?? 0;
  }

  private settingsOf(role: string): Desk['people'][number] | undefined {
    return this.world.people.find((each) => each.role === role);
  }

  private isMeasured(role: string): boolean {
    return this.settingsOf(role)?.handling !== undefined;
  }

  private touchMinor(touchMs: number): number {
    return Math.round((touchMs / MINUTE_MS) * this.world.costs.taskPerMinuteMinor);
  }
}
