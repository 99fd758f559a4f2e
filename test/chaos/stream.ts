import { attackInJapan, expenseIn } from '../journeys/cases.js';
import { pause, type SignedIn } from '../support/processes.js';

const clients = 4;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Hospitals that report without end: each repeats its report with its key until somebody acknowledges it. */
export class Stream {
  readonly acknowledged = new Map<string, { id: string; caseNumber: string; lines: number }>();
  /** Answers that neither acknowledged nor said "later": there must be none. */
  readonly wrong: string[] = [];
  readonly unavailable = { answers: 0, connections: 0 };
  /** Keys answered twice with another case. */
  readonly changed: string[] = [];
  #stopped = false;
  #abandoned = false;
  #clients: Promise<void>[] = [];

  constructor(
    private readonly addresses: readonly string[],
    private readonly session: SignedIn,
    private readonly random: () => number,
    private readonly name = 'chaos',
  ) {}

  start(): void {
    this.#clients = Array.from({ length: clients }, (_, client) => this.#client(client).catch(() => undefined));
  }

  giveUp(): void {
    this.#stopped = true;
    this.#abandoned = true;
  }

  /** Ends when the last report of each client is acknowledged. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#clients);
  }

  async #client(client: number): Promise<void> {
    for (let number = 1; !this.#stopped; number++) {
      const lines = 1 + (number % 3);
      const expenses = ([['forensics'], ['call-center'], ['compensation']] as const).slice(0, lines);
      const body = JSON.stringify(attackInJapan({ expenses: expenses.map(([lane]) => expenseIn(lane)) }));
      const key = `${this.name}-${client}-${number}-${process.pid}`;
      const first = await this.#until(key, body);
      this.acknowledged.set(key, { id: first.id, caseNumber: first.caseNumber, lines });
      // one that gave up half-way comes back with what it had
      if (number % 5 === 0) {
        const again = await this.#until(key, body);
        if (again.id !== first.id || again.caseNumber !== first.caseNumber) this.changed.push(key);
      }
      await pause(50 + this.random() * 150);
    }
  }

  async #until(key: string, body: string): Promise<{ id: string; caseNumber: string }> {
    for (;;) {
      if (this.#abandoned) throw new Error('given up');
      const address = this.addresses[Math.floor(this.random() * this.addresses.length)] ?? '';
      try {
        const answer = await fetch(`${address}/api/v1/incidents`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key, ...this.session },
          body,
          signal: AbortSignal.timeout(15_000),
        });
        const text = await answer.text();
        if (answer.status === 201) return JSON.parse(text) as { id: string; caseNumber: string };
        if (answer.status === 503) this.unavailable.answers++;
        else this.wrong.push(`${answer.status} ${text}`);
      } catch {
        this.unavailable.connections++;
      }
      await pause(100 + this.random() * 200);
    }
  }
}
