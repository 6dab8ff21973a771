/**
 * The language as it was before a part ran: what a part changes of it (`Array.prototype.last = ...`, `Math.random = ...`) everybody would
 * see, the core and the other arms too.
 *
 * 1. What has changed is told once, and taken back, so that who says so works as before.
 */

/** What there is in every engine; what Node adds may come late, when it is first read. */
const NAMES = [
  ...['Object', 'Function', 'Array', 'String', 'Number', 'Boolean', 'Symbol', 'BigInt', 'Date', 'RegExp'],
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'FinalizationRegistry', 'Promise', 'Iterator'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError'],
  ...['URIError', 'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint16Array'],
  ...['Int16Array', 'Uint32Array', 'Int32Array', 'Float32Array', 'Float64Array', 'Uint8ClampedArray'],
  ...['BigUint64Array', 'BigInt64Array', 'JSON', 'Math', 'Reflect', 'Proxy', 'Intl', 'Atomics'],
  ...['parseFloat', 'parseInt', 'isNaN', 'isFinite', 'structuredClone'],
];

/** The guard itself sets it. */
const LEFT_OUT = 'stackTraceLimit';

interface Kept {
  readonly title: string;
  readonly owner: object;
  readonly properties: ReadonlyMap<string | symbol, PropertyDescriptor>;
}

interface LanguageChange {
  /** `Array.prototype` */
  readonly owner: string;
  readonly name: string;
}

let kept: readonly Kept[] = [];

/** From now on it is as it is now. */
export function keepLanguage(): void {
  kept = [
    keep('globalThis', globalThis, NAMES),
    ...roots().map(([title, owner]) => keep(title, owner, Reflect.ownKeys(owner))),
  ];
}

/** The first thing that is no longer as it was; all is taken back. null = nothing is. */
export function languageChange(): LanguageChange | null {
  let first: LanguageChange | null = null;
  for (const each of kept) {
    const changed = changedIn(each);
    if (changed.length > 0) first ??= { owner: each.title, name: nameOf(changed[0]!) };
    for (const name of changed) takeBack(each, name);
  }
  return first;
}

function roots(): readonly (readonly [title: string, owner: object])[] {
  const found: (readonly [string, object])[] = [
    ['TypedArray.prototype', Object.getPrototypeOf(Int8Array.prototype)],
    ['Generator.prototype', Object.getPrototypeOf(Object.getPrototypeOf(function* () {}).prototype)],
    ['ArrayIterator.prototype', Object.getPrototypeOf([][Symbol.iterator]())],
  ];
  for (const name of NAMES) {
    const value: unknown = Reflect.get(globalThis, name);
    if (!isObject(value)) continue;
    found.push([name, value]);
    const made: unknown = (value as { readonly prototype?: unknown }).prototype;
    if (isObject(made)) found.push([`${name}.prototype`, made]);
  }
  return found;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function keep(title: string, owner: object, names: readonly (string | symbol)[]): Kept {
  const properties = new Map<string | symbol, PropertyDescriptor>();
  for (const name of names) {
    const found = Reflect.getOwnPropertyDescriptor(owner, name);
    if (found !== undefined && name !== LEFT_OUT) properties.set(name, found);
  }
  return { title, owner, properties };
}

function changedIn({ owner, properties }: Kept): (string | symbol)[] {
  const changed: (string | symbol)[] = [];
  for (const [name, before] of properties)
    if (!isSame(before, Reflect.getOwnPropertyDescriptor(owner, name))) changed.push(name);
  if (owner !== globalThis)
    for (const name of Reflect.ownKeys(owner))
      if (!properties.has(name) && name !== LEFT_OUT) changed.push(name);
  return changed;
}

function isSame(before: PropertyDescriptor, now: PropertyDescriptor | undefined): boolean {
  return (
    now !== undefined &&
    Object.is(before.value, now.value) &&
    before.get === now.get &&
    before.set === now.set &&
    before.writable === now.writable
  );
}

function takeBack({ owner, properties }: Kept, name: string | symbol): void {
  const before = properties.get(name);
  // What was made unchangeable stays: the command ends.
  if (before === undefined) Reflect.deleteProperty(owner, name);
  else Reflect.defineProperty(owner, name, before);
}

function nameOf(name: string | symbol): string {
  return typeof name === 'string' ? name : `[${name.description ?? 'symbol'}]`;
}
