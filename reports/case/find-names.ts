/** What the numbers of a recording are called in the words of its scenario. */
import type { NamesOfThings } from '../counterfactual/field-words.ts';
import type { CaseKnowledge } from './case-view.ts';
import type { Words } from './event-words.ts';
import { TableCells } from './table-cells.ts';

export class RecordedNames implements Words {
  readonly trouble: string | null;
  private readonly names = new Map<string, Map<number, string>>();
  private readonly codes: CaseKnowledge['codes'];

  constructor(dir: string, { codes }: Pick<CaseKnowledge, 'codes'>) {
    this.codes = codes;
    const table = new TableCells(dir, 'names', null);
    table.each((cells) => {
      const kind = cells.text('entityType');
      const known = this.names.get(kind) ?? new Map<number, string>();
      known.set(cells.number('entityKey'), cells.text('name'));
      this.names.set(kind, known);
    });
    this.trouble = table.trouble;
  }

  nameOf(kind: string, no: number): string | null {
    return this.names.get(kind)?.get(no) ?? null;
  }

  codeOf(table: string, code: number): string | null {
    return this.codes[table]?.[code] ?? null;
  }

  /** The number of what is called so; null = nothing is. */
  numberOf(kind: string, name: string): number | null {
    for (const [no, known] of this.names.get(kind) ?? []) if (known === name) return no;
    return null;
  }

  /** All of a kind. */
  all(kind: string): string[] {
    return [...(this.names.get(kind)?.values() ?? [])];
  }

  /** `carrier-1` -> its name; of a system that is alone nothing. */
  nameOfPartner(partner: string): string {
    const [kind, no] = partner.split('-');
    return kind === 'carrier' && no !== undefined ? (this.nameOf('carrier', Number(no)) ?? partner) : '';
  }

  things(): NamesOfThings {
    const list = (kind: string): string[] => {
      const names: string[] = [];
      for (const [no, name] of this.names.get(kind) ?? []) names[no] = name;
      return names;
    };
    return {
      nodes: list('node'),
      places: list('place'),
      carriers: list('carrier'),
      services: list('service'),
      products: list('product'),
      customers: list('customer'),
      lanes: list('lane'),
      suppliers: list('supplier'),
    };
  }
}
