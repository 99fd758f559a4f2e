import { Choice, Count, Id, Instant, OldestFirstQuery, Text } from '#http';
import { rosterKinds, mostCapacity, type RosterKind } from './duty-line.js';

export class RosterQuery extends OldestFirstQuery {
  @Id({ optional: true }) personId?: string;
  @Instant({ optional: true, about: 'Lines that put somebody on duty at this moment; absences are heeded.' })
  onDutyAt?: string;
  @Instant({ optional: true, about: 'Lines that put somebody on call at this moment; absences are heeded.' })
  onCallAt?: string;
  @Instant({ optional: true, about: 'Lines that are not over at this moment.' }) notOverAt?: string;
}

export class RosterLine {
  @Id() id: string;
  @Id() personId: string;
  @Text({ max: 200 }) personName: string;
  @Instant() fromAt: string;
  @Instant() toAt: string;
  @Choice(rosterKinds) kind: string;
  @Count({ about: 'Open items the person may hold at once; 0 of on-call.' }) capacity: number;
  @Id() enteredById: string;
  @Text({ max: 200 }) enteredByName: string;
  @Instant({ nullable: true, about: 'From when the line no longer counts, where it was ended early.' }) endedAt:
    string | null;
}

export class RosterDto {
  @Id() personId: string;
  @Instant() from: string;
  @Instant({ about: 'After `from`, at most 400 days.' }) to: string;
  @Choice(rosterKinds, {
    optional: true,
    about:
      'duty when absent; on-call: a senior-adjuster who can be reached outside duty hours, to whom nothing is routed',
  })
  kind?: RosterKind;
  @Count({ optional: true, max: mostCapacity, about: 'Of duty: open items the person may hold at once, 1 to 200.' })
  capacity?: number;
}
