import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Database, systemActor } from '#database';
import { readApprovedTerms } from './product-terms.js';

/** Approved versions hold from the next day at the earliest, so a delay of a minute is early enough. */
const everyMs = 60_000;
const actor = systemActor('approved-terms');

/** Reads into this process the versions of the terms that any process has approved. */
@Injectable()
export class ApprovedTerms implements OnModuleInit, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly database: Database) {}

  async onModuleInit(): Promise<void> {
    await this.#read();
    this.#timer = setInterval(() => void this.#read(), everyMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  // a failure is reported by other users of the database, and the next reading tries again
  async #read(): Promise<void> {
    await this.database.read(actor, readApprovedTerms).catch(() => undefined);
  }
}
