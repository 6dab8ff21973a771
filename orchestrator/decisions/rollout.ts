/**
 * How far a model is trusted: off, shadow (asked and recorded, never obeyed), canary (obeyed for a keyed share of
 * entities), active.
 *
 * 1. Plain data and a pure function of (rollout, entity): asking twice, or in another order, changes nothing.
 * 2. The entity's part comes from hash(salt, entity), never from a counter, so that removing one order moves no other
 *    between baseline and canary; and a larger share keeps those that were in it.
 * 3. The rollout is handed in with every question. A kill switch is therefore a change of this data between two
 *    questions: nothing here remembers.
 */

export const MODES = ['off', 'shadow', 'canary', 'active'] as const;
export type Mode = (typeof MODES)[number];

export interface Rollout {
  readonly mode: Mode;
  /** 0..1; of the entities, in mode canary. */
  readonly canaryShare: number;
  /** Names the draw: another salt, another share of the entities. */
  readonly salt: string;
}

/** What the model is to this entity. */
export type Part = 'unasked' | 'shadowed' | 'obeyed';

/** @param entity uint32: what the decision is about, exogenous */
export function partOf({ mode, canaryShare, salt }: Rollout, entity: number): Part {
  switch (mode) {
    case 'off':
      return 'unasked';
    case 'shadow':
      return 'shadowed';
    case 'active':
      return 'obeyed';
    case 'canary':
      return keyedShare(salt, entity) < canaryShare ? 'obeyed' : 'unasked';
  }
}

/** In [0, 1), from 32 bits. FNV-1a over the salt, Murmur3's finaliser over both. Source: Appleby, MurmurHash3. */
function keyedShare(salt: string, entity: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < salt.length; i++) h = Math.imul(h ^ salt.charCodeAt(i), 0x01000193);
  for (const word of [entity, 0x9e3779b9]) {
    h ^= word;
    h ^= h >>> 16;
    h = Math.imul(h, 0x85ebca6b);
    h ^= h >>> 13;
    h = Math.imul(h, 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return (h >>> 0) / 0x100000000;
}
