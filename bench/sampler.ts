import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Milliseconds an expense until it was seen assigned: from the arrival of the 201, and from the sending of the report. */
export interface Seen {
  readonly fromAnswer: number[];
  readonly fromRequest: number[];
  readonly unseen: number;
}

const everyMs = 2;

/**
 * Looks every 2 ms, over a connection of its own, which of the followed expenses have an assigned work item that others
 * can see. One question for all that are open, so that looking costs little where much is open.
 */
export class RoutingSampler {
  readonly #open = new Map<string, { incident: string; from: number; at: number }>();
  readonly #seen = { fromAnswer: [] as number[], fromRequest: [] as number[] };
  readonly #looking: Promise<void>;
  #closing = false;

  private constructor(private readonly client: pg.Client) {
    this.#looking = this.#look();
  }

  static async open(url: string): Promise<RoutingSampler> {
    const client = new pg.Client({ connectionString: url, options: '-c search_path=sonae' });
    client.on('error', () => undefined);
    await client.connect();
    return new RoutingSampler(client);
  }

  follow(incident: string, expenses: readonly string[], from: number, at: number): void {
    for (const expense of expenses) this.#open.set(expense, { incident, from, at });
  }

  /** Waits until everything that is followed was seen, at most so long. */
  async close(ms: number): Promise<Seen> {
    const until = performance.now() + ms;
    while (this.#open.size > 0 && performance.now() < until) await sleep(5);
    this.#closing = true;
    await this.#looking;
    await this.client.end();
    return { ...this.#seen, unseen: this.#open.size };
  }

  async #look(): Promise<void> {
    while (!this.#closing) {
      const asked = performance.now();
      if (this.#open.size > 0) {
        const { rows } = await this.client.query<{ expense_id: string }>({
          name: 'assigned',
          text: 'SELECT expense_id FROM work_item WHERE incident_id = ANY ($1::uuid[]) AND assignee_id IS NOT NULL',
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
