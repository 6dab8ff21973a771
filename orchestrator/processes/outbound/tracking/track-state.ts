/** What a track knows: its table and its state. */
import { transitionTable } from '../../../core/transition-table.ts';

export type TrackStatus =
  | 'new'
  | 'asked'
  | 'untracked'
  | 'live'
  | 'silent'
  | 'mistrusted'
  | 'over'
  | 'arrived'
  | 'closed';

/** The load is on its way, and its device may speak. */
const OPEN = ['asked', 'live', 'silent', 'mistrusted', 'over'] as const;
/** A device is known. */
const FITTED = ['live', 'silent', 'mistrusted'] as const;

export const TRACK_TABLE = transitionTable<TrackStatus>(
  'new',
  ['closed'],
  [
    ['new', 'openTrack', 'asked'],
    ['asked', 'deviceAssigned', 'live'],
    ['asked', 'noDevice', 'untracked'],
    ['untracked', 'closeTrack', 'closed'],
    ['live', 'timer', 'silent'],
    ['silent', 'heardAgain', 'live'],
    ['live', 'implausible', 'mistrusted'],
    ['silent', 'implausible', 'mistrusted'],
    ...FITTED.map((from) => [from, 'contradicted', 'mistrusted'] as const),
    // Asked twice, it is answered twice.
    ...FITTED.map((from) => [from, 'deviceAssigned', from] as const),
    ...([...OPEN, 'arrived'] as const).flatMap(
      (from) =>
        [
          [from, 'positionReported', from],
          [from, 'temperatureExceeded', from],
        ] as const,
    ),
    ...OPEN.map((from) => [from, 'deviceRemoved', 'over'] as const),
    ...OPEN.map((from) => [from, 'closeTrack', 'arrived'] as const),
    // What is still under way when the load is there.
    ...(['deviceAssigned', 'noDevice', 'deviceRemoved', 'contradicted'] as const).map(
      (kind) => ['arrived', kind, 'arrived'] as const,
    ),
    ['arrived', 'timer', 'closed'],
  ],
);

export interface TrackState {
  status: TrackStatus;
  carrier: number;
  /** Shipments of the load that need their temperature. */
  cold: readonly number[];
  /** 0 = none is known. */
  device: number;
  departedAt: number;
  plannedAt: number;
  everyMs: number;
  /** The newest reading: when it was taken, and how far along, in thousandths; -1 = none yet. */
  readAt: number;
  progress: number;
  /** How often it fell silent. */
  gaps: number;
  /** A case has been opened for its temperature. */
  exceeded: boolean;
}

/** Timers of a track, by number. */
export const TRACK_TIMERS = ['silence', 'forget'] as const;
export const SILENCE_TIMER = 0;
export const FORGET_TIMER = 1;

export function initialTrack(): TrackState {
  return {
    status: TRACK_TABLE.initial,
    carrier: -1,
    cold: [],
    device: 0,
    departedAt: -1,
    plannedAt: -1,
    everyMs: 0,
    readAt: -1,
    progress: -1,
    gaps: 0,
    exceeded: false,
  };
}

/** Moves along a row that the table must have. */
export function moveTrack(draft: TrackState, kind: string): void {
  const next = TRACK_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`track has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
