import { Injectable } from '@nestjs/common';
import { Handles, type Delivery, type JobHandler, type Tx } from '#platform';
import { handOver } from './hand-over.js';

/** What people have goes to others when they leave, adjust no more or are absent; each letter names one person. */
@Injectable()
@Handles('hand-over')
export class HandOver implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const people = [...new Set(deliveries.flatMap((delivery) => delivery.ids))];
    await handOver(tx, people);
  }
}
