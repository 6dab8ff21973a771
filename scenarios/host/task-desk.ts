/**
 * The people of a simulated run: who answers the core's tasks, and when.
 *
 * 1. Whether and when a task is answered is drawn by (kind, actor, key, number of the task): never by how many there were.
 * 2. A role that nobody fills answers nothing: the task stays open, visible.
 * 3. An answer is a calendar event; it is part of a snapshot like any other.
 */
import type { HumanTask } from '#orchestrator/core/out';
import { codeOf } from '#sim/digest';
import type { HandlerNo, Kernel } from '#sim/kernel';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';

/** Who answers the tasks of a role, and how fast. */
export interface RoleSettings {
  readonly role: string;
  /** Share of tasks that are never answered. */
  readonly unansweredShare: number;
  readonly answerMs: Distribution;
  /** What is answered, by kind of task: index of the answer; 0 where a kind is not named. */
  readonly answers: Readonly<Record<string, number>>;
}

interface Role {
  readonly no: number;
  readonly name: string;
  readonly settings: RoleSettings;
  readonly answerMs: Sampler;
}

/** An answer on its way. */
interface PendingAnswer {
  readonly role: number;
  readonly key: number;
  readonly no: number;
  readonly answer: number;
}

export type AnswerTask = (type: number, key: number, taskNo: number, answer: number, by: string) => void;

export class TaskDesk {
  private readonly kernel: Kernel;
  private readonly roles = new Map<string, Role>();
  private readonly byNo: Role[] = [];
  private readonly whether: RandomStream;
  private readonly when: RandomStream;
  private readonly onAnswer: HandlerNo;

  constructor(kernel: Kernel, random: Random, settings: readonly RoleSettings[], answer: AnswerTask) {
    this.kernel = kernel;
    this.whether = random.stream('people/answers');
    this.when = random.stream('people/answer-time');
    for (const each of settings) {
      const role = {
        no: this.byNo.length,
        name: each.role,
        settings: each,
        answerMs: compile(each.answerMs),
      };
      this.roles.set(each.role, role);
      this.byNo.push(role);
    }
    this.onAnswer = kernel.handler('people.answer', (type, _key, payload) => {
      const { role, key, no, answer: index } = payload as PendingAnswer;
      answer(type, key, no, index, this.byNo[role]!.name);
    });
  }

  /** Takes a task of an actor. */
  take(type: number, key: number, { role: name, kind, no }: HumanTask): void {
    const role = this.roles.get(name);
    if (role === undefined) return;
    const { settings } = role;
    // Keyed by what the task is about: type and kind in one word, the actor's key in the other.
    const entity = (key * 64 + no) >>> 0;
    const index = (codeOf(kind) ^ (type << 20)) >>> 0;
    if (this.whether.unit(entity, index) < settings.unansweredShare) return;
    const answerMs = Math.max(1, Math.round(role.answerMs.sample(this.when, entity, index)));
    const pending: PendingAnswer = { role: role.no, key, no, answer: settings.answers[kind] ?? 0 };
    this.kernel.schedule(this.onAnswer, this.kernel.now + answerMs, type, key, pending);
  }
}
