import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Database, systemActor } from '#database';
import { readApprovedTerms } from './product-terms.js';

/**
 * Approved versions hold from the next day at the earliest, so a process that hears of them a minute later is in time.
 */
const everyMs = 60_000;
const actor = systemActor('approved-terms');

/** Keeps this process up to date with the versions of the terms that were approved, in whatever process. */
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

  // a database that is away is reported by its users, and asked again
  async #read(): Promise<void> {
    await this.database.read(actor, readApprovedTerms).catch(() => undefined);
  }
}
