import { type Database } from '#database';
import { describeError, type Log } from '#platform';

/** What is committed within this time is one notification. */
const togetherMs = 2;

/**
 * Says to the relay of another process that something was committed: once a batch, after the commit, in no transaction
 * that somebody waits for. One that is lost costs a second: the relay looks by itself.
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
