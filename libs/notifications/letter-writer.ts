import { Inject } from '@nestjs/common';
import type { Tx } from '#database';
import { caseFile, registeredName, type IncidentRow } from '#incidents';
import { type Config, CONFIG } from '#platform';
import type { Delivery, JobHandler } from '#queue';
import { salutations } from './letter-words.js';
import { writeLetter, type LetterDraft } from './letter.js';

/** To whom a letter of a case goes: its institution under the registered name, whatever a report called it. */
export const addressedTo = async (tx: Tx, incident: IncidentRow): Promise<string> =>
  salutations.institution((await registeredName(tx, incident)) ?? '');

export abstract class LetterWriter implements JobHandler {
  constructor(@Inject(CONFIG) protected readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const id of new Set(deliveries.flatMap(({ ids }) => ids))) await this.write(tx, id);
  }

  protected abstract write(tx: Tx, id: string): Promise<void>;

  /** The case is locked, so that two workers do not write the same letter. */
  protected async send(
    tx: Tx,
    caseId: string,
    drafts: (incident: IncidentRow) => Promise<readonly LetterDraft[]>,
  ): Promise<void> {
    const file = await caseFile(tx, caseId);
    for (const draft of await drafts(file)) await writeLetter(tx, file, draft, this.config);
  }
}
