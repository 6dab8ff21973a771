/**
 * Row by number, for numbers that come in runs: pages of 4 bytes a number, so that a million orders cost 4 MB and a few
 * scattered ones a page each.
 */

const PAGE = 1024;

export class RowIndex {
  private readonly pages = new Map<number, Int32Array>();

  /** -1 = not there. */
  get(no: number): number {
    const page = this.pages.get(Math.floor(no / PAGE));
    return page === undefined ? -1 : page[no % PAGE]!;
  }

  set(no: number, row: number): void {
    const at = Math.floor(no / PAGE);
    let page = this.pages.get(at);
    if (page === undefined) {
      page = new Int32Array(PAGE).fill(-1);
      this.pages.set(at, page);
    }
    page[no % PAGE] = row;
  }

  clear(): void {
    this.pages.clear();
  }
}
