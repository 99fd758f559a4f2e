import { Injectable } from '@nestjs/common';
import type { Tx } from '#database';
import { Handles, type Delivery, type JobHandler } from '#queue';
import { handOver } from './hand-over.js';

/** Gives the work of people who leave, no longer adjust or are absent to others; each delivery names one person. */
@Injectable()
@Handles('hand-over')
export class HandOver implements JobHandler {
  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    const people = [...new Set(deliveries.flatMap((delivery) => delivery.ids))];
    await handOver(tx, people);
  }
}
