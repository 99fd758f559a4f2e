import { type Database } from '#database';
import { describeError, type Log } from '#platform';

/** Commits within this time are one notification. */
const togetherMs = 2;

/**
 * Notifies the relay of another process of commits: once for a batch, after the commit, in no transaction that a
 * request waits for. A lost notification costs a second: the relay also looks by itself.
 */
export class RelayNotice {
  #due: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  wake(): void {
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      this.database
        .statement('staff', 'notify-relay', `SELECT pg_notify('sonae_outbox', '')`, [])
        .catch((error: unknown) =>
          this.log.debug(describeError(error), 'the relay was not notified; it looks by itself'),
        );
    }, togetherMs);
  }

  stop(): void {
    clearTimeout(this.#due);
  }
}
