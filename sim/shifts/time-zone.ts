/**
 * What clocks on the wall show at an instant, and when they show it, from the committed table of time zones.
 *
 * 1. An instant is integer milliseconds since 1970-01-01T00:00Z without leap seconds, from 2000-01-01T00:00Z on. A wall
 *    time is what the clocks show, as the milliseconds since 1970 at which a clock in UTC would show it.
 * 2. Nothing but the name and the table decides: no `Intl`, no setting of the machine.
 * 3. A wall time that clocks show twice (they were set back) means the first of the two. One that they skip (they were
 *    set forward) means as long after the change as it is after the last time shown: 02:30 in a skipped 02:00-03:00 is
 *    03:30. So durations survive, and `java.time` does the same.
 * 4. `firstInstantMs` reads wall times otherwise, see there: it never turns the order of two wall times round.
 * 5. A zone remembers the two spans that were asked for last. It makes a run of near instants O(1), on both sides of a change
 *    too, and changes no answer.
 */
import { AssertionError } from '../assert.ts';
import { HOUR_MS } from './civil.ts';
import { nearestZone } from './nearest-zone.ts';
import { type OffsetSpan, ruleSpanAt } from './posix-rule.ts';
import { TABLE_START_MS, type ZoneData, zoneData, zoneNames } from './zone-data.ts';

/** The maker of the table lets no zone farther from Greenwich into it. */
const OFFSET_MS_MAX = 15 * HOUR_MS;
/** Clocks are never set by more. */
const CHANGE_MS_MAX = 2 * OFFSET_MS_MAX;

const zones = new Map<string, TimeZone>();

/**
 * The zone of an IANA name, such as `Europe/Berlin`; links (`Asia/Calcutta`) are names, too. Fails on an unknown name.
 * The same name gives the same object.
 * @param place where the name stands, for the message: `calendars.north.zone`
 */
export function timeZone(name: string, place?: string): TimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const data = zoneData(name);
  if (data === undefined) throw new AssertionError(unknownZone(name, place));
  const zone = new TimeZone(name, data);
  zones.set(name, zone);
  return zone;
}

function unknownZone(name: string, place: string | undefined): string {
  const near = nearestZone(name, zoneNames());
  const wayOut =
    near === undefined ? 'Give an IANA name, such as "Europe/Berlin"' : `Did you mean "${near}"?`;
  return `unknown time zone: "${name}"${place === undefined ? '' : ` (${place})`}. ${wayOut}`;
}

export class TimeZone {
  readonly name: string;
  private readonly data: ZoneData;
  private span: OffsetSpan;
  private spanBefore: OffsetSpan;

  /** Use `timeZone`, which keeps one object a name. */
  constructor(name: string, data: ZoneData) {
    this.name = name;
    this.data = data;
    this.span = this.find(TABLE_START_MS);
    this.spanBefore = this.span;
  }

  /** How far clocks are ahead of UTC, in ms. O(log n) in the zone's transitions, O(1) near the instant asked before. */
  offsetMsAt(instantMs: number): number {
    this.check(instantMs);
    return this.spanAt(instantMs).offsetMs;
  }

  /** The next instant after this one at which clocks are set forward or back; Infinity if they never are. */
  nextTransition(afterMs: number): number {
    this.check(afterMs);
    return this.spanAt(afterMs).toMs;
  }

  /** What clocks show at an instant: ms since 1970 on the wall. */
  wallMsAt(instantMs: number): number {
    return instantMs + this.offsetMsAt(instantMs);
  }

  /** The instant at which clocks show a wall time (invariant 3). Fails before 2000-01-01T00:00Z. */
  instantMsOf(wallMs: number): number {
    const span = this.spanOfWall(wallMs);
    const instantMs = wallMs - span.offsetMs;
    // In a gap: as if the clocks had not been set yet.
    if (instantMs < span.fromMs && span.fromMs > TABLE_START_MS)
      return wallMs - this.spanAt(span.fromMs - 1).offsetMs;
    this.check(instantMs);
    return instantMs;
  }

  /**
   * The first instant at which clocks show a wall time or a later one. A wall time they skip gives the instant they were
   * set; a later wall time never gives an earlier instant. Where opening hours begin and end, this is what people mean:
   * 02:00-03:00 is over at once on the night that has no such hour.
   * @returns 2000-01-01T00:00Z at the earliest
   */
  firstInstantMs(wallMs: number): number {
    const span = this.spanOfWall(wallMs);
    return Math.max(wallMs - span.offsetMs, span.fromMs);
  }

  /** The first span in which clocks come to show a wall time or a later one. */
  private spanOfWall(wallMs: number): OffsetSpan {
    if (!Number.isSafeInteger(wallMs)) throw new AssertionError(this.noInteger('wall time', wallMs));
    let span = this.span;
    const instantMs = wallMs - span.offsetMs;
    // Too far from the last change to have been shown before it.
    if (instantMs >= span.fromMs + CHANGE_MS_MAX && instantMs < span.toMs) return span;
    span = this.spanAt(Math.max(TABLE_START_MS, wallMs - OFFSET_MS_MAX));
    while (wallMs - span.offsetMs >= span.toMs) span = this.spanAt(span.toMs);
    return span;
  }

  private spanAt(instantMs: number): OffsetSpan {
    const { span, spanBefore } = this;
    if (instantMs >= span.fromMs && instantMs < span.toMs) return span;
    const before = instantMs >= spanBefore.fromMs && instantMs < spanBefore.toMs;
    this.span = before ? spanBefore : this.find(instantMs);
    this.spanBefore = span;
    return this.span;
  }

  private find(instantMs: number): OffsetSpan {
    const { starts, offsets, rule } = this.data;
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (starts[middle]! <= instantMs) low = middle;
      else high = middle;
    }
    if (high < starts.length) return { fromMs: starts[low]!, toMs: starts[high]!, offsetMs: offsets[low]! };
    const { fromMs, toMs, offsetMs } = ruleSpanAt(rule, instantMs);
    return { fromMs: Math.max(fromMs, starts[low]!), toMs, offsetMs };
  }

  private check(instantMs: number): void {
    if (!Number.isSafeInteger(instantMs)) throw new AssertionError(this.noInteger('instant', instantMs));
    if (instantMs < TABLE_START_MS) {
      throw new AssertionError(
        `instant ${instantMs} is before 2000-01-01T00:00Z (${TABLE_START_MS}), where the table of time zones begins (${this.name}). Give milliseconds since 1970`,
      );
    }
  }

  private noInteger(what: string, value: number): string {
    return `${what} ${value} is no integer (time zone ${this.name}). Give whole milliseconds since 1970`;
  }
}
