/** What a word that is none of those that are known was meant to be, as the end of a message. */
import { nearest } from '#sim/nearest';

export function meant(word: string, names: readonly string[]): string {
  const near = nearest(word, names);
  return near === null ? ` There are ${names.join(', ')}` : ` Did you mean "${near}"?`;
}

/** What a key that is none of those that are known says, for the message; null = all are known. */
export function unknownKey(value: object, known: readonly string[]): string | null {
  const key = Object.keys(value).find((each) => !known.includes(each));
  return key === undefined ? null : `"${key}" says nothing here.${meant(key, known)}`;
}
