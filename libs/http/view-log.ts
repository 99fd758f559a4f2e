import {
  Inject,
  Injectable,
  SetMetadata,
  StreamableFile,
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { concatMap, type Observable } from 'rxjs';
import { type Actor, Database, isWritingRefused, GroupCommit } from '#database';
import { newId } from '#kernel';
import { Metrics } from '#operations';
import { LOG, describeError, type Log } from '#platform';

/**
 * The subjects of views: a case, a part of one, or a document. The database's function `log_views` finds the case of
 * each.
 */
export const viewSubjects = [
  'incident',
  'expense',
  'work-item',
  'support-request',
  'decision',
  'payment',
  'payment-batch',
  'document',
  'letter',
  'list-export',
] as const;
export type ViewSubject = (typeof viewSubjects)[number];

/** The kinds of views. */
export const viewKinds = ['opened', 'downloaded'] as const;
export type ViewKind = (typeof viewKinds)[number];

interface Shown {
  readonly subject: ViewSubject;
  readonly kind: ViewKind;
}

/** One row of the view log, in the form of `log_views`. */
interface View extends Shown {
  readonly id: string;
  readonly subject_id: string;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly acting_as: Actor['as'];
}

const VIEWED = 'sonae:viewed';

/**
 * A route that shows the case or document whose id is in its path: each opening or download is written to the view log.
 */
export const Viewed = (subject: ViewSubject, kind: ViewKind = 'opened'): MethodDecorator =>
  applyDecorators(SetMetadata(VIEWED, { subject, kind }), ApiExtension('x-viewed', `${subject} ${kind}`));

/** The time (ms) in which an open page that reads its case again is one opening. */
const oneOpeningMs = 600_000;
/** Openings that a process remembers; the oldest are dropped first, and would be written a second time. */
const mostRemembered = 20_000;

/**
 * Writes each opening and download before the answer is sent: in a transaction of its own, because reads are read-only,
 * together with other views of the same moment. A refused or failed request is no view. A page reads its subject in
 * several requests, and again after changes: openings of one subject in one session are one row in ten minutes and
 * process; each download is one.
 */
@Injectable()
export class ViewInterceptor implements NestInterceptor {
  readonly #together = new GroupCommit<View, void>(async (views) => {
    await this.database.statement('staff', 'log-views', 'SELECT log_views($1::jsonb)', [JSON.stringify(views)]);
    return views.map(() => ({ done: undefined }));
  });
  readonly #opened = new Map<string, { readonly at: number; readonly written: Promise<void> }>();

  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const shown = this.reflector.get<Shown | undefined>(VIEWED, context.getHandler());
    if (!shown) return next.handle();
    const { actor, params } = context
      .switchToHttp()
      .getRequest<FastifyRequest & { actor?: Actor; params: { id: string } }>();
    if (!actor) throw new Error('a view has somebody who looks');
    return next.handle().pipe(
      concatMap(async (answer: unknown) => {
        try {
          await this.#viewed(shown, actor, params.id.toLowerCase());
        } catch (error) {
          if (answer instanceof StreamableFile) answer.getStream().destroy();
          throw error;
        }
        return answer;
      }),
    );
  }

  #viewed(shown: Shown, actor: Actor, subjectId: string): Promise<void> {
    if (shown.kind === 'downloaded') return this.#write(shown, actor, subjectId);
    const key = [actor.sessionId ?? actor.id, actor.as, shown.subject, subjectId].join(' ');
    const now = performance.now();
    const known = this.#opened.get(key);
    if (known && now - known.at < oneOpeningMs) return known.written;
    const written = this.#write(shown, actor, subjectId);
    this.#opened.delete(key);
    this.#opened.set(key, { at: now, written });
    written.catch(() => this.#opened.delete(key));
    for (const oldest of this.#opened.keys()) {
      if (this.#opened.size <= mostRemembered) break;
      this.#opened.delete(oldest);
    }
    return written;
  }

  // a database that cannot write (its disk is full, or it is a copy) still shows cases to the people who must act on
  // them
  async #write({ subject, kind }: Shown, actor: Actor, subjectId: string): Promise<void> {
    const who = { actor_kind: actor.kind, actor_id: actor.id, acting_as: actor.as };
    const view: View = { id: newId(), subject, subject_id: subjectId, kind, ...who };
    try {
      await this.#together.submit(view);
    } catch (error) {
      if (!isWritingRefused(error)) throw error;
      this.metrics.viewNotWritten(kind);
      this.log.error({ view, ...describeError(error) }, 'a view stands here and not in the view log');
    }
  }
}
