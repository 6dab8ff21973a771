/**
 * What chance decides about a role's tasks.
 *
 * 1. Each draw is keyed by (kind, type of actor, its key, number of the task), and by whether it is done a second time: never by how
 *    many tasks there were, or who waits.
 */
import { codeOf } from '#sim/digest';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { RoleSettings } from './settings.ts';

/** What a draw is about. */
export interface DrawKey {
  readonly type: number;
  readonly key: number;
  readonly kind: string;
  readonly no: number;
}

/** A stream for a task done the first time, and one for the second. */
type Twice = readonly [first: RandomStream, second: RandomStream];

export interface PeopleStreams {
  readonly forgotten: RandomStream;
  readonly doubled: RandomStream;
  readonly answer: Twice;
  readonly notice: Twice;
  readonly handling: Twice;
  readonly mistake: Twice;
}

export function peopleStreams(random: Random): PeopleStreams {
  const twice = (path: string): Twice => {
    const stream = random.stream(path);
    return [stream, stream.sub(1)];
  };
  return {
    forgotten: random.stream('people/answers'),
    doubled: random.stream('people/doubles'),
    answer: twice('people/answer-time'),
    notice: twice('people/notice'),
    handling: twice('people/handling'),
    mistake: twice('people/mistakes'),
  };
}

export class RoleDraws {
  private readonly streams: PeopleStreams;
  private readonly settings: RoleSettings;
  private readonly answer: Sampler | null;
  private readonly notice: Sampler | null;
  private readonly handling: Sampler | null;
  private readonly handlingOf: ReadonlyMap<string, Sampler>;

  constructor(streams: PeopleStreams, settings: RoleSettings) {
    const { answerMs, handling, team } = settings;
    this.streams = streams;
    this.settings = settings;
    this.answer = answerMs === null ? null : compile(answerMs);
    this.notice = team === undefined ? null : compile(team.noticeMs);
    this.handling = handling === undefined ? null : compile(handling.ms);
    const kinds = Object.entries(handling?.byKind ?? {});
    this.handlingOf = new Map(kinds.map(([kind, ms]) => [kind, compile(ms)]));
  }

  isForgotten(task: DrawKey): boolean {
    return this.streams.forgotten.unit(entityOf(task), indexOf(task)) < this.settings.unansweredShare;
  }

  isDoubled(task: DrawKey): boolean {
    const { doubledShare = 0 } = this.settings;
    return doubledShare > 0 && this.streams.doubled.unit(entityOf(task), indexOf(task)) < doubledShare;
  }

  /** ms from the task to the answer, at least 1. */
  answerMs(task: DrawKey, round: 0 | 1): number {
    return wholeMs(this.answer!.sample(this.streams.answer[round], entityOf(task), indexOf(task)), 1);
  }

  /** ms until somebody sees it. */
  noticeMs(task: DrawKey, round: 0 | 1): number {
    return wholeMs(this.notice!.sample(this.streams.notice[round], entityOf(task), indexOf(task)), 0);
  }

  /** Touch time in ms, at least 1; 0 where it is not measured. @param factor of fatigue */
  handlingMs(task: DrawKey, round: 0 | 1, factor: number): number {
    const sampler = this.handlingOf.get(task.kind) ?? this.handling;
    if (sampler === null) return 0;
    const ms = sampler.sample(this.streams.handling[round], entityOf(task), indexOf(task));
    return wholeMs(ms * factor, 1);
  }

  rightAnswer(kind: string): number {
    return this.settings.answers[kind] ?? 0;
  }

  /** The right answer, or another that the kind knows. */
  answerGiven(task: DrawKey, round: 0 | 1): number {
    const right = this.rightAnswer(task.kind);
    const mistake = this.settings.mistakes?.[task.kind];
    if (mistake === undefined || mistake.share === 0) return right;
    const unit = this.streams.mistake[round].unit(entityOf(task), indexOf(task));
    if (unit >= mistake.share) return right;
    const others = mistake.choices - 1;
    const other = Math.min(others - 1, Math.floor((unit / mistake.share) * others));
    return other < right ? other : other + 1;
  }
}

/** The actor's key in one word, type and kind in the other. */
function entityOf({ key, no }: DrawKey): number {
  return (key * 64 + no) >>> 0;
}

function indexOf({ type, kind }: DrawKey): number {
  return (codeOf(kind) ^ (type << 20)) >>> 0;
}

function wholeMs(ms: number, least: number): number {
  return Math.max(least, Math.round(ms));
}
