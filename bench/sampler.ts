import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { connectBench } from './connect.js';

/** What is waited for: an adjuster, or a place in the worklists (an adjuster or the unassigned list). */
export type Awaited = 'assigned' | 'placed';

/**
 * Milliseconds an expense until it was seen routed: from the arrival of the 201, and from the sending of the report.
 */
export interface Seen {
  readonly fromAnswer: number[];
  readonly fromRequest: number[];
  readonly unseen: number;
}

const everyMs = 2;

const looks: Readonly<Record<Awaited, string>> = {
  assigned: 'SELECT expense_id FROM work_item WHERE incident_id = ANY ($1::uuid[]) AND assignee_id IS NOT NULL',
  placed: 'SELECT expense_id FROM work_item WHERE incident_id = ANY ($1::uuid[])',
};

/**
 * Looks every 2 ms, over a connection of its own, which of the followed expenses have a work item that others can see.
 * One question for all that are open, so that looking costs little where much is open.
 */
export class RoutingSampler {
  readonly #open = new Map<string, { incident: string; from: number; at: number }>();
  #seen = { fromAnswer: [] as number[], fromRequest: [] as number[] };
  readonly #looking: Promise<void>;
  #awaited: Awaited = 'assigned';
  #closing = false;

  private constructor(private readonly client: pg.Client) {
    this.#looking = this.#look();
  }

  static async open(url: string): Promise<RoutingSampler> {
    return new RoutingSampler(await connectBench(url));
  }

  begin(awaited: Awaited): void {
    this.#awaited = awaited;
    this.#open.clear();
    this.#seen = { fromAnswer: [], fromRequest: [] };
  }

  follow(incident: string, expenses: readonly string[], from: number, at: number): void {
    for (const expense of expenses) this.#open.set(expense, { incident, from, at });
  }

  /** Waits until everything that is followed was seen, at most so long. */
  async end(ms: number): Promise<Seen> {
    const until = performance.now() + ms;
    while (this.#open.size > 0 && performance.now() < until) await sleep(5);
    return { ...this.#seen, unseen: this.#open.size };
  }

  async close(): Promise<void> {
    this.#closing = true;
    await this.#looking;
    await this.client.end();
  }

  async #look(): Promise<void> {
    while (!this.#closing) {
      const asked = performance.now();
      if (this.#open.size > 0) {
        const { rows } = await this.client.query<{ expense_id: string }>({
          name: this.#awaited,
          text: looks[this.#awaited],
          values: [[...new Set([...this.#open.values()].map(({ incident }) => incident))]],
        });
        const now = performance.now();
        for (const { expense_id: id } of rows) {
          const followed = this.#open.get(id);
          if (!followed) continue;
          this.#open.delete(id);
          this.#seen.fromAnswer.push(now - followed.at);
          this.#seen.fromRequest.push(now - followed.from);
        }
      }
      await sleep(Math.max(0, everyMs - (performance.now() - asked)));
    }
  }
}
