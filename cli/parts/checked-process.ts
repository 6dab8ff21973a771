/**
 * From what a user defined with `defineProcess` to the actor and the system that a run takes in: checked, and guarded at every call.
 *
 * 1. The system's functions are pure, and seen to be so, as those of every part.
 * 2. A step changes its draft alone; every so often it is made again on a copy, and must come to the same state.
 * 3. States and messages are plain data.
 */
import type { Luck } from '#mock-systems/carriers/conduct';
import type { SystemAnswer, SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { OwnActor, OwnOut } from '#orchestrator/core/own-actor';
import type { Instant } from '#orchestrator/model/instant';
import type { OwnProcessPart } from '#own-parts/processes';
import { copyJson } from '#scenarios/host/copy-json';
import type { OwnPart } from '#scenarios/schema/own-parts';
import { frozenCopy } from './frozen.ts';
import { faultAt, guarded, hookPlace, inside, show } from './guard.ts';
import { guardedOut, wrongNumbers } from './guarded-out.ts';
import type { GuardedPart } from './guarded-part.ts';
import { luckOfPart } from './lucky.ts';
import { unknownKey } from './meant.ts';
import { notPlain } from './plain.ts';
import { isKey, wrongName } from './process-names.ts';

type AnyActor = OwnActor<unknown, Envelope>;
type Refuse = (word: string, message: string) => never;

const SYSTEM_HOOKS = ['onEvent', 'onMessage', 'onWake'] as const;
const ACTOR_HOOKS = ['initial', 'migrate', 'step', 'finished', 'outcome'] as const;
const ANSWER_KEYS = ['state', 'says', 'wakes'];
const MESSAGE_KEYS = ['kind', 'key', 'a', 'b', 'body'];
const WAKE_KEYS = ['key', 'at'];
/** Of the first steps, and then of every so manieth, it is seen whether it comes to the same state again. */
const [STEPPED_TWICE_FIRST, STEPPED_TWICE_EVERY] = [16, 64];
/** A system that wakes so often at one instant never lets time pass. */
const WAKES_AT_ONCE_MAX = 100_000;

/** Throws `PartFault` for a definition that is none. */
export function checkedProcess(definition: OwnProcessPart, part: GuardedPart): OwnPart {
  const { name, system, actor } = definition;
  const refuse: Refuse = (word, message) => {
    throw faultAt(hookPlace(part, word), part, message);
  };
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(name))
    refuse('name', `name ${show(name)}: small letters, digits and hyphens are needed`);
  if (typeof system !== 'object' || system === null) refuse('system', 'system is missing');
  if (typeof actor !== 'object' || actor === null) refuse('actor', 'actor is missing');
  checkSystem(system, refuse);
  checkActor(actor, system, refuse);
  const wrong = wrongName(system, actor);
  if (wrong !== null) refuse(...wrong);
  return {
    kind: 'process',
    process: { name, system: guardedSystem(system, part), actor: guardedActor(actor, system, part) },
  };
}

function checkSystem(system: SystemConduct, refuse: Refuse): void {
  if (typeof system.name !== 'string' || system.name === '') refuse('system', 'system.name is missing');
  for (const list of ['hears', 'takes', 'says'] as const) {
    const names: unknown = system[list] ?? (list === 'says' ? undefined : []);
    if (!Array.isArray(names) || names.some((each) => typeof each !== 'string' || each === ''))
      refuse(list, `system.${list} is ${show(names)}: a list of names is needed`);
  }
  const unfit = notPlain(system.initial, 'system.initial');
  if (unfit !== null) refuse('initial', unfit);
  for (const hook of SYSTEM_HOOKS)
    if (system[hook] !== undefined && typeof system[hook] !== 'function')
      refuse(hook, `${hook} must be a function`);
  if ((system.hears ?? []).length > 0 && system.onEvent === undefined)
    refuse('hears', 'system.hears names events, and there is no onEvent to be told of them');
  if ((system.takes ?? []).length > 0 && system.onMessage === undefined)
    refuse('takes', 'system.takes names messages, and there is no onMessage to take them');
}

function checkActor(actor: AnyActor, { says }: SystemConduct, refuse: Refuse): void {
  if (typeof actor.name !== 'string' || actor.name === '') refuse('actor', 'actor.name is missing');
  if (!Number.isInteger(actor.version)) refuse('version', 'actor.version must be a whole number');
  for (const list of ['creates', 'timers'] as const)
    if (!Array.isArray(actor[list])) refuse(list, `actor.${list} must be a list of names`);
  for (const hook of ACTOR_HOOKS)
    if (typeof actor[hook] !== 'function') refuse('actor', `actor.${hook} must be a function`);
  const { tasks = {} } = actor;
  const lists = typeof tasks === 'object' && tasks !== null ? Object.values(tasks) : [null];
  if (!lists.every((kinds) => Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string')))
    refuse(
      'tasks',
      `actor.tasks is ${show(tasks)}: roles with lists of kinds are needed, such as { planner: ['myTask'] }`,
    );
  if (!actor.creates.some((kind) => says.includes(kind)))
    refuse(
      'creates',
      `nothing that the system says (${says.join(', ')}) makes an actor: list one in actor.creates`,
    );
}

function guardedSystem(system: SystemConduct, part: GuardedPart): SystemConduct {
  const { name, initial, hears, takes, says } = system;
  const lucky = luckOfPart();
  const judge = (answer: unknown, args: readonly unknown[]): string | null =>
    wrongAnswer(answer, system, args.at(-1) as number);
  const hook = <Args extends readonly unknown[]>(
    word: (typeof SYSTEM_HOOKS)[number],
  ): ((...args: [...Args, number, Luck]) => SystemAnswer<unknown>) => {
    const work = system[word]!.bind(system) as unknown as (
      ...args: readonly unknown[]
    ) => SystemAnswer<unknown>;
    let luck: Luck;
    const asked = guarded(part, word, (...args: readonly unknown[]) => work(...args, luck), judge);
    return (...args) => {
      luck = lucky(args.at(-1) as Luck);
      return frozenCopy(asked(...args.slice(0, -1).map(frozenCopy)));
    };
  };
  return {
    name,
    initial: frozenCopy(initial),
    says: [...says],
    ...(hears === undefined ? {} : { hears: [...hears] }),
    ...(takes === undefined ? {} : { takes: [...takes] }),
    ...(system.onEvent === undefined ? {} : { onEvent: hook('onEvent') }),
    ...(system.onMessage === undefined ? {} : { onMessage: hook('onMessage') }),
    ...(system.onWake === undefined ? {} : { onWake: atMostSoOften(hook('onWake'), part) }),
  };
}

/** A run whose time stands still would never end. */
function atMostSoOften(
  wake: NonNullable<SystemConduct['onWake']>,
  part: GuardedPart,
): NonNullable<SystemConduct['onWake']> {
  let at = 0;
  let wakes = 0;
  return (state, key, now, luck) => {
    wakes = now === at ? wakes + 1 : 1;
    at = now;
    if (wakes > WAKES_AT_ONCE_MAX)
      throw faultAt(
        hookPlace(part, 'onWake'),
        part,
        `onWake was called ${wakes - 1} times at one instant (${now}): wake later than now, or time does not pass`,
      );
    return wake(state, key, now, luck);
  };
}

function wrongAnswer(answer: unknown, { says, onWake }: SystemConduct, now: number): string | null {
  const said = `answered ${show(answer)}:`;
  if (typeof answer !== 'object' || answer === null)
    return `${said} { state, says, wakes } is needed, each where there is any; {} for nothing`;
  const { state, says: messages = [], wakes = [] } = answer as SystemAnswer<unknown>;
  if (!Array.isArray(messages) || !Array.isArray(wakes)) return `${said} says and wakes must be lists`;
  if ([...messages, ...wakes].some((each) => typeof each !== 'object' || each === null))
    return `${said} says holds { kind, key }, wakes { key, at }`;
  const slip =
    unknownKey(answer, ANSWER_KEYS) ?? firstSlip(messages, MESSAGE_KEYS) ?? firstSlip(wakes, WAKE_KEYS);
  if (slip !== null) return `${said} ${slip}`;
  for (const { kind, key, a, b, body } of messages) {
    if (!says.includes(kind)) return `says ${show(kind)}, which is none of system.says (${says.join(', ')})`;
    if (!isKey(key)) return `says ${show(kind)} for key ${show(key)}: a whole number from 0 is needed`;
    const wrong = wrongNumbers({ a, b }) ?? notPlain(body, 'body');
    if (wrong !== null) return `says ${show(kind)}: ${wrong}`;
  }
  for (const { key, at } of wakes)
    if (!isKey(key) || !Number.isSafeInteger(at) || at < now)
      return `wakes for key ${show(key)} at ${show(at)}: a key, and an instant in whole ms from now (${now}) on, are needed`;
  if (wakes.length > 0 && onWake === undefined) return `${said} there is no onWake to be woken`;
  const unfit = notPlain(state, 'state');
  return unfit === null ? null : `answered a state that can't be kept: ${unfit}`;
}

function firstSlip(list: readonly object[], known: readonly string[]): string | null {
  for (const each of list) {
    const slip = unknownKey(each, known);
    if (slip !== null) return slip;
  }
  return null;
}

function guardedActor(actor: AnyActor, { takes = [] }: SystemConduct, part: GuardedPart): AnyActor {
  const { name, version, tasks = {} } = actor;
  const declared = { takes, tasks };
  const plain = (hook: string, state: unknown): unknown => {
    const unfit = notPlain(state, 'state');
    if (unfit !== null) throw faultAt(hookPlace(part, hook), part, `${hook}: ${unfit}`);
    return state;
  };
  let steps = 0;
  return {
    name,
    version,
    creates: [...actor.creates],
    timers: [...actor.timers],
    tasks: frozenCopy(tasks),
    // A copy, or what an actor is made of at first could be one object for all.
    initial: (key) =>
      copyJson(
        plain(
          'initial',
          inside(part, 'initial', () => actor.initial(key)),
        ),
      ),
    migrate: (old, from) =>
      plain(
        'migrate',
        inside(part, 'migrate', () => actor.migrate(old, from)),
      ),
    step(draft, input, now, out) {
      steps += 1;
      const twice = steps <= STEPPED_TWICE_FIRST || steps % STEPPED_TWICE_EVERY === 0;
      const again = twice ? copyJson(draft) : null;
      inside(part, 'step', () => actor.step(draft, frozenCopy(input), now, guardedOut(out, declared)));
      plain('step', draft);
      if (again !== null) checkSameState(actor, part, draft, again, input, now);
    },
    finished: (state) => inside(part, 'finished', () => actor.finished(frozenCopy(state))),
    outcome: (state, sink) => inside(part, 'outcome', () => actor.outcome(frozenCopy(state), sink)),
  };
}

function checkSameState(
  actor: AnyActor,
  part: GuardedPart,
  state: unknown,
  again: unknown,
  input: Envelope,
  now: Instant,
): void {
  inside(part, 'step', () => actor.step(again, frozenCopy(input), now, NOWHERE));
  if (JSON.stringify(again) === JSON.stringify(state)) return;
  throw faultAt(
    hookPlace(part, 'step'),
    part,
    `step on "${input.kind}" came to ${show(state)}, and the same step again to ${show(again)}: it remembers something outside of its state`,
  );
}

const nothing = (): void => {};
const NOWHERE: OwnOut = {
  send: nothing,
  timer: nothing,
  cancel: nothing,
  task: nothing,
  kpi: nothing,
  audit: nothing,
};
