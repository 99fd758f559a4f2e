import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;
/** Under which Nest injects the log of the process. */
export const LOG = Symbol('log');

/** Structured logs on standard error; nothing personal is ever passed to them. */
export function createLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

/**
 * What may be said of an error in a log: its kind and its place. A database's message carries values of rows, so it
 * stays out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const detail = error as Error & { code?: string; constraint?: string; table?: string };
  const frames = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    name: error.name,
    code: detail.code,
    constraint: detail.constraint,
    table: detail.table,
    at: frames?.slice(0, 8),
  };
}

/** Nest's own messages, in the same log; its start-up lines are detail. */
export function nestLog(log: Log): LoggerService {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (message: unknown, ...context: unknown[]) =>
      log[level](
        { context: context.filter((part) => typeof part === 'string').at(-1) },
        message instanceof Error ? message.name : String(message),
      );
  return {
    log: say('debug'),
    debug: say('debug'),
    verbose: say('debug'),
    warn: say('warn'),
    error: say('error'),
    fatal: say('error'),
  };
}
