/** Several who hear of a recording, as the one recorder that a run takes: each hears what it asks for, nobody else costs a call. */
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';

/** @param ears in the order in which they are told */
export function hearing(ears: readonly Partial<Recorder>[]): Recorder {
  return {
    ...nullRecorder,
    ...together(ears, 'input'),
    ...together(ears, 'event'),
    ...together(ears, 'message'),
    ...together(ears, 'decision'),
    ...together(ears, 'mode'),
    ...together(ears, 'task'),
    ...together(ears, 'ledger'),
    ...together(ears, 'business'),
    ...together(ears, 'kpi'),
    ...together(ears, 'audit'),
    ...together(ears, 'fault'),
    ...together(ears, 'checkpoint'),
    ...together(ears, 'name'),
  };
}

type Tellable = Exclude<keyof Recorder, 'inputOf' | 'eventLog'>;

/** One method, where anybody wants it. */
function together<Method extends Tellable>(
  ears: readonly Partial<Recorder>[],
  method: Method,
): Partial<Pick<Recorder, Method>> {
  const all = ears.flatMap((each) => each[method] ?? []);
  if (all.length === 0) return {};
  // Of one method every listener takes the same arguments, which the compiler does not see through the key.
  const tell = (...args: unknown[]): void => {
    for (const one of all) (one as (...args: unknown[]) => void)(...args);
  };
  return { [method]: all.length === 1 ? all[0]! : tell } as Partial<Pick<Recorder, Method>>;
}
