import type { Session, TestSystem } from './system.js';

/** One message of a stream. */
export interface Told {
  readonly type: string;
  readonly id: string;
  readonly data: { readonly type?: string; readonly incidentId?: string | null };
}

/** Somebody's open stream of what changes. */
export class EventStream {
  readonly told: Told[] = [];
  ended = false;
  #waiting: (() => void)[] = [];

  private constructor(
    readonly status: number,
    private readonly controller: AbortController,
  ) {}

  static async of(
    system: Pick<TestSystem, 'address'>,
    by: Pick<Session, 'cookie'>,
    { after, last }: { after?: number | string; last?: string } = {},
  ): Promise<EventStream> {
    const controller = new AbortController();
    const response = await fetch(`${system.address}/api/v1/events${after === undefined ? '' : `?after=${after}`}`, {
      headers: { cookie: by.cookie, ...(last === undefined ? {} : { 'last-event-id': last }) },
      signal: controller.signal,
    });
    const stream = new EventStream(response.status, controller);
    if (response.status === 200) void stream.#read(response);
    else await response.body?.cancel();
    return stream;
  }

  async #read(response: Response): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
        rest += decoder.decode(part, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const field = (name: string): string =>
            block
              .split('\n')
              .find((line) => line.startsWith(`${name}: `))
              ?.slice(name.length + 2) ?? '';
          if (field('event') === '') continue;
          this.told.push({
            type: field('event'),
            id: field('id'),
            data: JSON.parse(field('data') || '{}') as Told['data'],
          });
        }
        for (const go of this.#waiting.splice(0)) go();
      }
    } catch {
      // closed by the test, or cut
    }
    this.ended = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Waits until something holds of what was told; fails after `ms`. */
  async until(holds: (stream: EventStream) => boolean, ms = 15_000): Promise<void> {
    const end = Date.now() + ms;
    while (!holds(this)) {
      if (Date.now() > end) throw new Error(`not told in time; told: ${JSON.stringify(this.told)}`);
      await Promise.race([
        new Promise<void>((resolve) => this.#waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 200)),
      ]);
    }
  }

  get changes(): Told[] {
    return this.told.filter(({ type }) => type === 'change');
  }

  close(): void {
    this.controller.abort();
  }
}
