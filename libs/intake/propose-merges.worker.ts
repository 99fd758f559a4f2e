import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { proposeMerges } from './propose-merges.js';

/** Looks for an earlier case of the same event when the institution of a case has become known. */
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
