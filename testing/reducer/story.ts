/**
 * A reduced case told in one sentence: what came from outside, in the order in which it came, and what broke. It is told from a run of the
 * case, so that only what happened is in it.
 */
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { Recorder } from '#scenarios/recording/recorder';
import { durationText } from '#scenarios/schema/units';
import type { Finding } from '../search/finding.ts';

/** Clauses of a sentence, at most: the rest is counted. */
const CLAUSES_MAX = 9;
/** Orders that are named one by one: of a case that is not small yet there are thousands. */
const NAMED_MAX = 9;

/** Of ERP, by business event. */
const FATES: Readonly<Record<string, string>> = {
  orderHeld: 'is held for credit',
  holdReleased: 'is released from its hold',
  orderRejected: 'is rejected for credit',
  orderChanged: 'is changed by its customer',
  deliveryDateChanged: 'is wanted by another day',
  shipToChanged: 'is wanted at another place',
  orderCancelled: 'is cancelled by its customer',
};

/** Of a message, by kind of fault. */
const HITS: Readonly<Record<string, string>> = {
  'call-duplicated': 'arrives twice',
  'call-delayed': 'arrives late',
  'call-lost': 'is lost',
  'answer-lost': 'is done, and the answer is lost',
  throttled: 'is answered with 429, and when to come again',
  'throttled-blindly': 'is answered with 429',
  'brown-out': 'is answered with 503',
  'event-duplicated': 'arrives twice',
  'event-delayed': 'arrives late',
  'event-reordered': 'is overtaken',
  'event-lost': 'is lost and sent again',
  'commit-unacknowledged': 'is taken, and sent again since nobody says so',
  outage: 'is stopped by an outage',
  'outage-to': 'is stopped by an outage',
  'outage-from': 'is stopped by an outage',
};

/** Of the orchestrator itself. */
const PLATFORM: Readonly<Record<string, string>> = {
  crash: 'the orchestrator dies and is there again',
  'crash-outage': 'the orchestrator is down for a while',
  'clock-fast': "the orchestrator's clock jumps ahead",
  'clock-slow': "the orchestrator's clock jumps back",
  upgrade: 'the orchestrator is upgraded',
};

/** Of a message on a carrier's own line: most of their kinds say themselves how it is. */
const LINES: Readonly<Record<string, string>> = {
  overtaken: 'is overtaken',
  late: 'is late',
  lost: 'is lost',
  delayed: 'is delayed',
  duplicated: 'arrives twice',
  rejected: 'is rejected',
  quarantined: 'is put aside',
  recordSpoilt: 'has a record that cannot be read',
  halfWritten: 'is read half-written',
  doubled: 'comes again',
  renamed: 'comes again under another name',
  cutoffMissed: 'misses its cut-off',
};

function wordsOf(kind: string): string {
  return LINES[kind] ?? `meets ${kind}`;
}

interface Clause {
  readonly text: string;
  /** How often in a row. */
  readonly times: number;
}

/** Hears a run of the case, and tells it. */
export class Story {
  /** What of a recording it hears. */
  readonly ears: Pick<Recorder, 'business' | 'fault'>;
  private readonly clauses: Clause[] = [];
  private released: number[] = [];
  /** By order: what was written of it or its shipments last. */
  private readonly lately = new Map<number, string>();

  constructor() {
    this.ears = {
      business: (_time, event, _owner, entityType, entityKey) => this.business(event, entityType, entityKey),
      fault: (_time, kind, place, entityKey, detail) => this.fault(kind, place, entityKey, detail),
    };
  }

  /** `Order 61 is released; it is held for credit -> rules-win: ...` */
  tell({ invariant, message }: Finding): string {
    this.flush();
    const shown = this.clauses
      .slice(0, CLAUSES_MAX)
      .map(({ text, times }) => (times === 1 ? text : `${text} (${times} times)`));
    const more = this.clauses.length - shown.length;
    const all = more === 0 ? shown : [...shown, `and ${more} more`];
    const said = message.replace(/^invariant \S+ violated: /, '').replaceAll(/\s+/g, ' ');
    const outside = all.length === 0 ? 'nothing comes from outside' : all.join('; ');
    return `${outside[0]!.toUpperCase()}${outside.slice(1)} -> ${invariant}: ${said}`;
  }

  private business(event: string, entityType: string, key: number): void {
    const order = entityType === 'order' ? key : entityType === 'shipment' ? orderOf(key) : -1;
    if (event === 'orderReleased') this.released.push(key);
    else if (event in FATES) {
      this.flush();
      const before = this.lately.get(order);
      const after = before === undefined || event === 'orderHeld' ? '' : `, after ${before}`;
      this.say(`order ${order} ${FATES[event]}${after}`);
    }
    if (order >= 0 && !STATED_AT_RELEASE.has(event)) this.lately.set(order, event);
  }

  private fault(kind: string, place: string, key: number | null, detail: unknown): void {
    this.flush();
    const {
      kind: message,
      actor,
      lateMs,
    } = detail as {
      readonly kind?: string;
      readonly actor?: string;
      readonly lateMs?: number;
    };
    const about = key === null ? '' : ` about ${key}`;
    if (kind === 'zombie')
      this.say(
        `a worker given up for dead at ${message} of ${actor} ${key} comes to its end ${durationText(lateMs ?? 0)} later`,
      );
    else
      this.say(
        PLATFORM[kind] ?? `${message ?? 'a message'}${about} (${place}) ${HITS[kind] ?? wordsOf(kind)}`,
      );
  }

  /** What happens again right after itself is told once. */
  private say(text: string): void {
    const last = this.clauses.at(-1);
    if (last?.text === text) this.clauses[this.clauses.length - 1] = { text, times: last.times + 1 };
    else this.clauses.push({ text, times: 1 });
  }

  private flush(): void {
    const { released } = this;
    this.released = [];
    if (released.length === 1) this.say(`order ${released[0]} is released`);
    else if (released.length > NAMED_MAX)
      this.say(`${released.length} orders, ${released[0]} to ${released.at(-1)}, are released`);
    else if (released.length > 1)
      this.say(`orders ${released.slice(0, -1).join(', ')} and ${released.at(-1)} are released`);
  }
}

/** What is written of an order together with its release says nothing of where it stands. */
const STATED_AT_RELEASE: ReadonlySet<string> = new Set([
  'orderReleased',
  'orderPromised',
  'orderValued',
  'orderHeld',
]);
