import { Count } from '#http';

export class EventsQuery {
  @Count({
    optional: true,
    max: Number.MAX_SAFE_INTEGER,
    about: 'the last event seen; what came after it is sent first',
  })
  after?: number;
}
