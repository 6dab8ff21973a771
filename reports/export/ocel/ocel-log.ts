/**
 * An object-centric event log (OCEL 2.0) as it is written: types first, then events in the order of time, then objects.
 * Source: Berti et al., "OCEL (Object-Centric Event Log) 2.0 Specification" (arXiv 2403.01975), and ocel-standard.org.
 *
 * 1. An event or object has attributes that its type names, each at most once (of an object: at most once at an instant); what has no value is
 *    not there.
 * 2. Every object that an event or object names is written.
 */

/** As the standard calls them. A `time` is handed over as epoch ms. */
export type OcelValueType = 'string' | 'time' | 'integer' | 'float';

export type OcelValue = string | number;

export interface OcelAttribute {
  readonly name: string;
  readonly type: OcelValueType;
}

/** Of events or of objects. */
export interface OcelType {
  readonly name: string;
  readonly attributes: readonly OcelAttribute[];
}

export interface OcelRelation {
  readonly object: string;
  readonly qualifier: string;
}

export interface OcelEvent {
  readonly id: string;
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  readonly attributes: readonly (readonly [name: string, value: OcelValue])[];
  readonly relations: readonly OcelRelation[];
}

/** @property at epoch ms since when it is so; 0 = from the beginning */
export interface OcelChange {
  readonly name: string;
  readonly at: number;
  readonly value: OcelValue;
}

export interface OcelObject {
  readonly id: string;
  readonly type: string;
  /** In the order of time. */
  readonly changes: readonly OcelChange[];
  readonly relations: readonly OcelRelation[];
}

/** What takes a log. */
export interface OcelSink {
  begin(events: readonly OcelType[], objects: readonly OcelType[]): void;
  event(event: OcelEvent): void;
  object(object: OcelObject): void;
  end(): void;
}

const MINUTE_MS = 60_000;

/** ISO 8601, UTC. */
export const ocelTime = isoTimes();

/** The minute is the same for many events in turn. */
function isoTimes(): (ms: number) => string {
  let minute = Number.NaN;
  let text = '';
  return (ms) => {
    const whole = Math.round(ms);
    const that = Math.floor(whole / MINUTE_MS);
    if (that !== minute) {
      minute = that;
      text = new Date(that * MINUTE_MS).toISOString().slice(0, -7);
    }
    const rest = whole - that * MINUTE_MS;
    return `${text}${String(Math.floor(rest / 1000)).padStart(2, '0')}.${String(rest % 1000).padStart(3, '0')}Z`;
  };
}

/** The value as both forms hold it. */
export function plainValue(value: OcelValue, type: OcelValueType): OcelValue {
  return type === 'time' ? ocelTime(Number(value)) : value;
}
