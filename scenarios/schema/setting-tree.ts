/** One value for a try, `--set path=value`, as a tree to lay over a scenario. Throws `Stop`. */
import { suggestion } from '#sim/nearest';
import { calledOtherwise, isList, knownKeys, misfit, namesItsKeys } from './issues.ts';
import type { FormatName } from './json-schema.ts';
import { type Located, type Place, parseLocated } from './located.ts';
import { at, Stop } from './stop.ts';

/** `a.b.c=value` as a tree; everything in it stands at `--set a.b.c`. */
export function settingTree(setting: string, format: FormatName): Located {
  const equals = setting.indexOf('=');
  const file = `--set ${equals <= 0 ? setting : setting.slice(0, equals)}`;
  if (equals <= 0)
    throw new Stop([at(file, 'a setting is written path=value, such as demand.maxOrders=100')]);
  if (setting.slice(equals + 1).trim() === '')
    throw new Stop([
      at(file, 'a value is needed after "=", such as demand.maxOrders=100; "" is an empty text'),
    ]);
  const place: Place = { file, line: 0, column: 0 };
  const steps = setting.slice(0, equals).split('.');
  steps.forEach((step, i) => {
    const above = steps.slice(0, i);
    const known = knownKeys(above, format);
    const ownNames = namesItsKeys(above, format);
    if (step === 'extends') throw new Stop([at(file, `--set can't extend: only a scenario file can`)]);
    if (known.length === 0 && (/^\d+$/.test(step) || (!ownNames && isList(above, format)))) {
      const list = above.join('.');
      const byName = ownNames ? `; an entry by its name: --set '${list}.NAME...'` : '';
      throw new Stop([at(file, `a list is set as a whole: --set '${list}=[...]'${byName}`)]);
    }
    if (known.includes(step) || ownNames) return;
    const fitsNot = misfit(step, above, format) ?? calledOtherwise(step, above);
    throw new Stop([at(file, fitsNot ?? `unknown key "${step}".${suggestion(step, known)}`)]);
  });
  const value = parseLocated(file, setting.slice(equals + 1), place);
  if (!('kind' in value)) throw new Stop(value);
  return steps.reduceRight<Located>(
    (node, step) => ({ kind: 'map', place, entries: new Map([[step, { keyPlace: place, node }]]) }),
    value,
  );
}
