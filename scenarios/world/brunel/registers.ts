/** Names of the data set and the numbers that stand for them in a world. */

/** Names in the order in which they first come, and their numbers. */
export class Names {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  of(name: string): number {
    let no = this.numbers.get(name);
    if (no === undefined) {
      no = this.list.length;
      this.list.push(name);
      this.numbers.set(name, no);
    }
    return no;
  }

  find(name: string): number {
    return this.numbers.get(name) ?? -1;
  }
}

export interface Registers {
  readonly plants: Names;
  /** Plants that make something, with or without a port to ship from. */
  readonly makers: Names;
  readonly ports: Names;
  readonly carriers: Names;
  readonly services: Names;
  readonly products: Names;
  readonly customers: Names;
}

export function emptyRegisters(): Registers {
  return {
    plants: new Names(),
    makers: new Names(),
    ports: new Names(),
    carriers: new Names(),
    services: new Names(),
    products: new Names(),
    customers: new Names(),
  };
}
