/** Attributes of one type as they turn up: a number is an integer until one turns up that is none. */
import type { OcelAttribute, OcelValue, OcelValueType } from './ocel-log.ts';

export class TypedNames {
  private readonly places = new Map<string, number>();
  private readonly all: { readonly name: string; type: OcelValueType }[] = [];

  /** @param type of a number: `integer`, where it may be one @returns its place */
  note(name: string, type: OcelValueType, value: OcelValue): number {
    const known = this.places.get(name);
    const place = known ?? this.all.push({ name, type }) - 1;
    if (known === undefined) this.places.set(name, place);
    if (this.all[place]!.type === 'integer' && !Number.isSafeInteger(value)) this.all[place]!.type = 'float';
    return place;
  }

  /** By place. */
  list(): readonly OcelAttribute[] {
    return this.all;
  }
}
