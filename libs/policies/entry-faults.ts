import { Problem, type FieldFault } from '#problems';

/** The faults of one entry, collected to be refused together. */
export class Faults {
  readonly #faults: FieldFault[] = [];

  add(pointer: string, code: FieldFault['code'], more: Omit<FieldFault, 'pointer' | 'code'> = {}): void {
    if (!this.#faults.some((fault) => fault.pointer === pointer && fault.code === code))
      this.#faults.push({ pointer, code, ...more });
  }

  get count(): number {
    return this.#faults.length;
  }

  addAll(faults: readonly FieldFault[]): void {
    for (const { pointer, code, ...more } of faults) this.add(pointer, code, more);
  }

  /** Throws a refusal with every fault, if there are any; a single fault keeps its own sentence. */
  refuse(): void {
    const [only] = this.#faults;
    if (!only) return;
    if (this.#faults.length > 1) throw new Problem('policies.refused', { errors: this.#faults });
    throw new Problem(only.code, { errors: [only], ...(only.params ? { params: only.params } : {}) });
  }
}
