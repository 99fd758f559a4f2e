import { Inject, Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { incidentsById } from '#incidents';
import { type Config, CONFIG } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';
import type { CaseMessageEntity } from './case-message.entity.js';
import { messageMail } from './mail-words.js';
import { enterMailings, pageOfCase } from './mailing.js';

/**
 * Mails to an institution that a message waits for it, without its text: of several that it has not read, the first
 * alone. One that asks for something is mailed as a request.
 */
@Injectable()
@Handles('mail-message')
export class MailMessage implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const waiting = await tx.rows<Pick<CaseMessageEntity, 'id' | 'incident_id'>>(
      `SELECT m.id, m.incident_id
         FROM case_message m
        WHERE m.id = ANY ($1) AND m.side = 'insurer' AND m.asks_by IS NULL AND NOT EXISTS (
            SELECT
            FROM case_message o
            LEFT JOIN case_message_reading r ON r.message_id = o.id
            WHERE o.incident_id = m.incident_id AND o.side = m.side
              AND (r.read_at IS NULL AND (o.written_at, o.id) < (m.written_at, m.id)
                OR r.read_at IS NOT NULL AND o.id = m.id))
        ORDER BY m.id`,
      [deliveries.flatMap(({ ids }) => ids)],
    );
    const incidents = await incidentsById(
      tx,
      waiting.map(({ incident_id }) => incident_id),
    );
    await enterMailings(
      tx,
      waiting.flatMap(({ id, incident_id }) =>
        incidents
          .filter((incident) => incident.id === incident_id)
          .map((incident) => ({
            id,
            what: 'message' as const,
            incident,
            roles: ['hospital-manager', 'hospital-reporter'] as const,
            ...messageMail(incident.case_number, pageOfCase(this.config, incident.id, 'messages'), this.config),
          })),
      ),
      this.config,
    );
  }
}
