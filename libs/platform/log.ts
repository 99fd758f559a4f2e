import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

/** The log of a process; each entry is JSON. */
export type Log = Logger;
/** The token under which Nest injects the log of the process. */
export const LOG = Symbol('log');

/** A structured log on standard error; callers pass no personal data to it. */
export function createLog(level: string, to: DestinationStream = pino.destination({ fd: 2, sync: true })): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, to);
}

/**
 * The parts of an error that a log may have: its kind and its place. The message of the database has values of rows, so
 * it is left out.
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

/** A logger for Nest that writes to the same log; Nest's start-up lines are debug. */
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
