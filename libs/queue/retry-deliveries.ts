import { type Tx } from '#database';
import { instantText } from './delivery.js';

/** A selection of failed deliveries: all, those of a queue, or one. */
export interface FailedDeliveries {
  readonly queue?: string | undefined;
  readonly delivery?:
    { readonly consumer: string; readonly eventId: string; readonly eventCreatedAt: string } | undefined;
}

/** Makes failed deliveries due now, as if they were new; answers how many. Others are not changed. */
export async function retryDeliveries(tx: Tx, { queue, delivery }: FailedDeliveries): Promise<number> {
  const rows = await tx.rows(
    `UPDATE delivery
        SET failed_at = NULL, reason = NULL, attempts = 0, passed_at = NULL, due_at = now()
      WHERE failed_at IS NOT NULL
        AND ($1::text IS NULL OR queue = $1)
        AND ($2::text IS NULL
          OR (consumer = $2 AND event_id = $3::uuid AND ${instantText('event_created_at')} = $4::text))
      RETURNING 1`,
    [queue ?? null, delivery?.consumer ?? null, delivery?.eventId ?? null, delivery?.eventCreatedAt ?? null],
  );
  return rows.length;
}
