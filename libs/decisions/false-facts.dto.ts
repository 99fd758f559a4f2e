import { Flag, Id, Instant, Nested, Text, YenAmount } from '#http';
import { DecisionTextDto } from './decision.dto.js';

/** A finding that the facts behind a consent were knowingly false. */
export class FalseFactsDto {
  @Id() id: string;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) askedByName: string;
  @Instant() askedAt: string;
  @Flag({ about: 'one asked for it oneself, and another has to sign' }) askedByMe: boolean;
  @Text({ max: 200, nullable: true, about: 'who signed; null: it waits for a second senior-adjuster' })
  signedByName: string | null;
  @Instant({ nullable: true }) signedAt: string | null;
}

/** What of the money paid for a line can be demanded back. */
export class RepaymentRoomDto {
  @YenAmount({ about: 'paid for the line' }) paid: number;
  @YenAmount({ about: 'of it, demanded back already or asked for' }) demanded: number;
  @YenAmount({
    about: 'of what was paid for the line and those it is judged with: agreed to before it was spent, so that it stays',
  })
  agreed: number;
  @YenAmount({ about: 'the most that can be demanded now' }) most: number;
  @Nested(DecisionTextDto, { nullable: true, about: 'why not all of it; null where nothing stands against it' })
  why: DecisionTextDto | null;
  @Nested(FalseFactsDto, { nullable: true }) falseFacts: FalseFactsDto | null;
  @Flag({
    about:
      'something was agreed to of this line or the one it supplements: that facts were knowingly false can be drawn up',
  })
  mayAskFalseFacts: boolean;
}
