import { Choice, Id, Instant, ListOf, Text, YenAmount } from '#http';
import { lanes, type Lane } from '#kernel';

export class SetReserveDto {
  @Choice(lanes) lane: Lane;
  @YenAmount() amount: number;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class ReserveDto {
  @Id() id: string;
  @Choice(lanes) lane: string;
  @YenAmount() amount: number;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) authorName: string;
  @Instant() at: string;
}

/** Estimates of a case, newest first: the first one of a lane is valid. */
export class ReservesDto {
  @ListOf(ReserveDto) items: ReserveDto[];
}
