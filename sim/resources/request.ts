/** A request of a resource, its options checked once for as often as it is yielded. */
import { AssertionError, assert } from '../assert.ts';
import { checkOptions, describe } from '../options.ts';
import { Ask, type Pending, type Waiter } from '../process/ask.ts';
import type { Outcome, RequestOptions } from './claim.ts';

/** Who is served first, within a priority. `shortest` goes by the `size` of a request, `earliest-due` by `due`. */
export type QueueRule = (typeof QUEUE_RULES)[number];
export const QUEUE_RULES = ['fifo', 'lifo', 'shortest', 'earliest-due'] as const;

const OPTIONS: readonly (keyof RequestOptions)[] = ['units', 'priority', 'size', 'due', 'patience', 'balkAt'];

/** The resource, as a request sees it. */
interface Requested {
  readonly name: string;
  readonly capacity: number;
  readonly rule: QueueRule;
  beginRequest(waiter: Waiter, request: Request): Pending | null;
}

export class Request extends Ask<Outcome> {
  readonly units: number;
  readonly priority: number;
  readonly patience: number;
  readonly balkAt: number;
  /** For the rules that sort by a number of the request. */
  readonly key: number;
  private readonly resource: Requested;

  constructor(resource: Requested, options: RequestOptions) {
    super();
    const { units = 1, priority = 0, patience = Infinity, balkAt = Infinity } = options;
    const { name, capacity, rule } = resource;
    if (!isKnown(options)) checkOptions(options, OPTIONS, `request of resource "${name}"`);
    assert(
      units > 0 && units <= capacity && Number.isInteger(units),
      `resource "${name}": a request needs a whole number of units from 1 to its capacity ${capacity}, got ${units}`,
    );
    assert(
      typeof priority === 'number' && !Number.isNaN(priority),
      `resource "${name}": priority must be a number, got ${describe(priority)}`,
    );
    assert(patience >= 0, `resource "${name}": patience must be >= 0, got ${patience}`);
    assert(balkAt >= 0, `resource "${name}": balkAt must be >= 0, got ${balkAt}`);
    this.resource = resource;
    this.units = units;
    this.priority = priority;
    this.patience = patience;
    this.balkAt = balkAt;
    this.key = keyOf(name, rule, options);
  }

  begin(waiter: Waiter): Pending | null {
    return this.resource.beginRequest(waiter, this);
  }
}

/** As `checkOptions` would find it, without a message being made for each request. */
function isKnown(options: RequestOptions): boolean {
  if (typeof options !== 'object' || options === null) return false;
  for (const name in options) if (!(OPTIONS as readonly string[]).includes(name)) return false;
  return true;
}

function keyOf(name: string, rule: QueueRule, options: RequestOptions): number {
  if (rule === 'fifo' || rule === 'lifo') return 0;
  const value = rule === 'shortest' ? options.size : options.due;
  if (value !== undefined && !Number.isNaN(value)) return value;
  const field = rule === 'shortest' ? 'size' : 'due';
  throw new AssertionError(`resource "${name}" serves ${rule}: each request needs "${field}", got ${value}`);
}
