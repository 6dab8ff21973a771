/** Plain data whose texts may all be shown: nothing in them is obeyed by a terminal or turns a line around. */
import { printable } from '../text/width.ts';

export function asPrinted<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, each: unknown) =>
    typeof each === 'string' ? printable(each) : each,
  ) as Value;
}
