import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { proposeMerges } from './propose-merges.js';

/** A case whose institution has become known may be about an event that is known already. */
@Injectable()
@Handles('propose-merges')
export class ProposeMerges implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    await proposeMerges(
      tx,
      deliveries.map((delivery) => delivery.incidentId),
    );
  }
}
