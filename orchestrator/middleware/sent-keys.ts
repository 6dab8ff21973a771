/**
 * Which business keys have a message on its way, and as which sending: plain data, as a lane's state must be.
 *
 * Two lists in the order of the keys, not properties by key: nearly always they are short, and a property by number costs a hash
 * table of its own that is made and thrown away with each message.
 */

export interface SentKeys {
  /** Ascending. */
  readonly keys: number[];
  /** By place: number of the sending, from 1. */
  readonly sendings: number[];
}

export function noSentKeys(): SentKeys {
  return { keys: [], sendings: [] };
}

/** The sending of a key; 0 = nothing of it is on its way. */
export function sendingOf({ keys, sendings }: SentKeys, key: number): number {
  const at = placeOfKey(keys, key);
  return keys[at] === key ? sendings[at]! : 0;
}

/** In the place of an earlier one of this key. */
export function addSent({ keys, sendings }: SentKeys, key: number, sending: number): void {
  const at = placeOfKey(keys, key);
  if (at === keys.length) {
    keys.push(key);
    sendings.push(sending);
  } else if (keys[at] === key) sendings[at] = sending;
  else {
    keys.splice(at, 0, key);
    sendings.splice(at, 0, sending);
  }
}

export function dropSent({ keys, sendings }: SentKeys, key: number): void {
  const at = placeOfKey(keys, key);
  if (keys[at] !== key) return;
  if (at === keys.length - 1) {
    keys.pop();
    sendings.pop();
    return;
  }
  keys.splice(at, 1);
  sendings.splice(at, 1);
}

/** Of the first key that is not smaller. */
function placeOfKey(keys: readonly number[], key: number): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
