/** The HTTP status of a refusal, and one sentence in each language that says what to do; `{name}` is filled in. */
export interface Refusal {
  readonly status: number;
  readonly ja: string;
  readonly en: string;
}

/** The refusals of a room by their codes. A code is `<domain>.<what-is-wrong>` and stable for ever. */
export type Refusals = Readonly<Record<string, Refusal>>;

/** Makes a refusal from its status and its sentences. */
export const refusal = (status: number, ja: string, en: string): Refusal => ({ status, ja, en });
