import {
  AllowedActionDto,
  Choice,
  Count,
  Day,
  Id,
  IdList,
  Instant,
  ListOf,
  PageQuery,
  Text,
  TextList,
  YenAmount,
} from '#http';
import type { Count as Many } from '#kernel';
import { leftOutCodes } from './batch.store.js';
import { batchStates, type BatchState } from './payment-machine.js';
import { PaymentDto } from './payment.dto.js';

export class BatchQuery extends PageQuery {
  @Choice(['open'], { optional: true, about: 'those that are neither settled nor cancelled; all, when absent' })
  state?: string;
}

export class BuildBatchDto {
  @Day({ about: 'a bank business day ahead' }) transferOn: string;
  @Id({ about: 'somebody of payments who has signed nothing of what is paid' }) releaserId: string;
  @TextList({ optional: true, max: 2_000, each: 36, about: 'only these; everything that is scheduled, when absent' })
  paymentIds?: string[];
}

export class MoveBatchDto {
  @Choice(batchStates.filter((state) => state !== 'built')) to: Exclude<BatchState, 'built'>;
  @Text({ max: 2_000, optional: true, about: 'needed from who asks for a cancellation' }) reason?: string;
}

export class LeftOutDto {
  @Id() paymentId: string;
  @Choice(leftOutCodes) code: string;
}

export class BatchDto {
  @Id() id: string;
  @Count() number: number;
  @Choice(batchStates) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @Day() transferOn: string;
  @Id({ about: 'who alone may release it' }) releaserId: string;
  @Text({ max: 200 }) releaserName: string;
  @Text({ max: 200 }) builtByName: string;
  @Instant() builtAt: string;
  @Instant({ nullable: true }) releasedAt: string | null;
  @Instant({ nullable: true }) exportedAt: string | null;
  @Instant({ nullable: true }) settledAt: string | null;
  @Text({ max: 200, nullable: true, about: 'who asked for its cancellation; another person cancels' })
  cancelAskedByName: string | null;
  @Id({ nullable: true }) cancelAskedById: string | null;
  @Text({ max: 2_000, nullable: true }) cancelReason: string | null;
  @Count({ about: 'what it was built of, whatever became of it since' }) count: number;
  @YenAmount({ about: 'amounts with interest: what the trailer of the file says' }) total: number;
  @Text({ max: 64, nullable: true, about: 'SHA-256 of the file' }) fileHash: string | null;
  @ListOf(PaymentDto, { about: 'amounts and accounts as in the file, states as they are now; empty in lists' })
  payments: PaymentDto[];
  @ListOf(LeftOutDto, { about: 'told once, when it is built' }) leftOut: LeftOutDto[];
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here; empty in lists' })
  allowedActions: AllowedActionDto[];
  @Count() version: number;
}

export class TransferFieldDto {
  @Text({ max: 60 }) nameJa: string;
  @Text({ max: 60 }) nameEn: string;
  @Count({ about: 'its first byte, counted from 1' }) from: number;
  @Count() to: number;
  @Text({ max: 200, min: 0 }) text: string;
}

export class TransferFaultDto {
  @Text({ max: 40 }) code: string;
  @Text({ max: 500 }) textJa: string;
  @Text({ max: 500 }) textEn: string;
  @Count({ about: 'counted from 1' }) byte: number;
}

export class TransferRecordDto {
  @Count() no: number;
  @Text({ max: 60 }) nameJa: string;
  @Text({ max: 60 }) nameEn: string;
  @ListOf(TransferFieldDto) fields: readonly TransferFieldDto[];
  @ListOf(TransferFaultDto, { about: 'what is wrong, at its byte and in words' }) faults: readonly TransferFaultDto[];
}

/** The file for the bank, read back field by field. */
export class TransferRecordsDto {
  @ListOf(TransferRecordDto) records: TransferRecordDto[];
}

export class PreviewBatchDto {
  @IdList({ min: 1, max: 2_000, about: 'scheduled payments' }) paymentIds: string[];
}

export class ReleaserDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
  @Count({ about: 'of these payments, those that the person has signed something of: they would be left out' })
  signed: Many;
}

/** What a batch of some payments would be; nothing is kept. */
export class BatchPreviewDto {
  @Day({ about: 'the soonest transfer date' }) transferOn: string;
  @Count({ about: 'bank business days from today to it' }) days: Many;
  @ListOf(ReleaserDto, { about: 'who may be named to release it' }) releasers: ReleaserDto[];
  @Id({ nullable: true, about: 'who is proposed: not the reader, nobody absent, who has signed the fewest' })
  releaserId: string | null;
}
