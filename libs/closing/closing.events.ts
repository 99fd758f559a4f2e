import { subscribeTo, type Declaration } from '#queue';

declare module '#database' {
  interface EventPayloads {
    'incident.merged': { readonly intoId: string };
  }
}

export const closingEvents: Declaration = {
  domain: 'closing',
  events: { 'incident.merged': ['intoId'] },
  subscriptions: [subscribeTo('incident.merged', 'link-common-cause')],
};
