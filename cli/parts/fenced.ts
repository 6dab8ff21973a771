/**
 * Objects of the machine (`process`, `performance`, `navigator`), fenced whole: a part that runs is handed a fence in their place,
 * and whatever it reads of one is told. So nothing that a new Node adds to them is a way out.
 *
 * 1. Who is no part gets the object itself, at no cost but a getter.
 * 2. A fence that was kept from a time when it was open (a package that was loaded) is shut when a part runs.
 */
import { partRuns, trespass } from './guard.ts';
import { CLOCK, LATER, MACHINE, OUTSIDE, type Reason } from './reasons.ts';

/** What is read of each; of all else the one under the empty name. */
const FENCED: Readonly<Record<string, Readonly<Record<string, Reason>>>> = {
  process: {
    ...Object.fromEntries(['hrtime', 'uptime', 'cpuUsage', 'threadCpuUsage'].map((name) => [name, CLOCK])),
    ...Object.fromEntries(
      ['exit', 'abort', 'kill', 'chdir', 'getBuiltinModule', 'binding', 'stdin', 'stdout', 'stderr'].map(
        (name) => [name, OUTSIDE],
      ),
    ),
    ...Object.fromEntries(['nextTick', 'on', 'once', 'addListener'].map((name) => [name, LATER])),
    '': MACHINE,
  },
  performance: { '': CLOCK },
  navigator: { '': MACHINE },
};

/** Sets them; those that this Node does not have it leaves out. */
export function setFences(): void {
  for (const [name, reasons] of Object.entries(FENCED)) {
    const before = Object.getOwnPropertyDescriptor(globalThis, name);
    if (before !== undefined) setFence(name, before, reasons);
  }
}

function setFence(name: string, before: PropertyDescriptor, reasons: Readonly<Record<string, Reason>>): void {
  let fence: object | null = null;
  const real = (): unknown => (before.get === undefined ? before.value : before.get.call(globalThis));
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: before.enumerable === true,
    get: () => {
      if (!partRuns()) return real();
      fence ??= fenceOf(name, real() as object, reasons);
      return fence;
    },
    set: (value: unknown) => {
      if (before.set !== undefined) before.set.call(globalThis, value);
      else before.value = value;
      fence = null;
    },
  });
}

function fenceOf(name: string, real: object, reasons: Readonly<Record<string, Reason>>): object {
  const tell = (key: string | symbol, value: unknown): void => {
    const title = `${name}.${String(key)}${typeof value === 'function' ? '()' : ''}`;
    trespass(title, reasons[String(key)] ?? reasons['']!);
  };
  const fence: object = new Proxy(real, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      tell(key, value);
      if (typeof value !== 'function') return value;
      // These look at what they are called on.
      return new Proxy(value, {
        apply(work, self, args) {
          tell(key, value);
          return Reflect.apply(work, self === fence ? target : self, args);
        },
      });
    },
    set(target, key, value) {
      trespass(`setting ${name}.${String(key)}`, OUTSIDE);
      return Reflect.set(target, key, value, target);
    },
    has(target, key) {
      tell(key, undefined);
      return Reflect.has(target, key);
    },
    ownKeys(target) {
      trespass(`listing what ${name} holds`, reasons['']!);
      return Reflect.ownKeys(target);
    },
  });
  return fence;
}
