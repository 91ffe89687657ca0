/** Follows quotation marks over lines: what an amending act puts between them has numbers of another act. */
export class Quotes {
  #depth = 0;
  get open(): boolean {
    return this.#depth > 0;
  }
  read(line: string): void {
    for (const c of line) {
      if (c === '“') this.#depth++;
      else if (c === '”') this.#depth = Math.max(0, this.#depth - 1);
    }
    // straight marks open and close alike: a line with an odd number of them turns the state round
    if ((line.match(/"/g)?.length ?? 0) % 2 === 1) this.#depth = this.#depth > 0 ? 0 : 1;
  }
  close(): void {
    this.#depth = 0;
  }
}
