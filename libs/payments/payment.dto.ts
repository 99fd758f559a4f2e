import {
  AllowedActionDto,
  Choice,
  Count,
  Day,
  Flag,
  Id,
  Instant,
  ListOf,
  PageQuery,
  Text,
  TextList,
  YenAmount,
} from '#http';
import { leftOutCodes } from './batch.store.js';
import { batchStates, paymentStates, type BatchState } from './payment-machine.js';
import { mistakes, type Mistake } from './settle-payment.js';

export class PaymentQuery extends PageQuery {
  @Choice(paymentStates, { optional: true }) state?: string;
  @Id({ optional: true }) incidentId?: string;
  @Day({ optional: true, about: 'those to be paid by this day at the latest' }) payBy?: string;
}

/** What is written about a payment wherever it stands. */
export class PaymentFactsDto {
  @Id() id: string;
  @Count({ about: 'stands in the transfer file as customer code 1' }) number: number;
  @Choice(paymentStates) state: string;
  @Text({ max: 60 }) stateJa: string;
  @Text({ max: 60 }) stateEn: string;
  @YenAmount() amount: number;
  @YenAmount({ about: 'delay interest, beside the amount; touches no limit' }) interest: number;
  @Day({ about: 'the last bank business day in time' }) payBy: string;
  @Id({ nullable: true }) batchId: string | null;
  @Day({ nullable: true }) settledOn: string | null;
  @Day({ nullable: true }) returnedOn: string | null;
  @Text({ max: 2_000, nullable: true }) returnReason: string | null;
}

export class PaymentDto extends PaymentFactsDto {
  @Id({ nullable: true, about: 'null: a cost that the insurer bears itself' }) expenseId: string | null;
  @Id() incidentId: string;
  @Text({ max: 40 }) caseNumber: string;
  @Count({ nullable: true }) line: number | null;
  @Text({ max: 200 }) institutionName: string;
  @Choice(mistakes, { nullable: true, about: 'by whose mistake it came back last; null: it never did' })
  mistake: Mistake | null;
  @Day({ about: '請求完了日' }) completeOn: string;
  @Day({ about: 'the last day in time' }) lastDay: string;
  @Flag({ about: 'the last day in time is over and it is not settled' }) isLate: boolean;
  @Id() accountId: string;
  @Text({ max: 40, about: 'bank, branch and masked number' }) account: string;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here; empty in lists and in batches' })
  allowedActions: AllowedActionDto[];
  @Count() version: number;
}

export class SettlePaymentDto {
  @Day({ about: 'the day on which the bank paid' }) settledOn: string;
}

export class ReturnPaymentDto {
  @Day() returnedOn: string;
  @Text({ max: 2_000, pattern: '\\S', about: 'what the bank says' }) reason: string;
  @Choice(mistakes, { optional: true, about: 'whose mistake; absent: the payee’s where they entered the account' })
  mistake?: Mistake;
}

export class CorrectMistakeDto {
  @Choice(mistakes, { about: 'whose mistake the newest return was' }) mistake: Mistake;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}

export class PaymentReasonDto {
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
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

export class ReleaserDto {
  @Id() id: string;
  @Text({ max: 200 }) name: string;
}

export class ReleasersDto {
  @ListOf(ReleaserDto) items: ReleaserDto[];
}

export class OriginDto {
  @Text({ max: 10, min: 10, pattern: '^[0-9]{10}$', about: 'given by the bank' }) requesterCode: string;
  @Text({ max: 40, about: 'in katakana' }) requesterName: string;
  @Text({ max: 4, min: 4, pattern: '^[0-9]{4}$' }) bankCode: string;
  @Text({ max: 3, min: 3, pattern: '^[0-9]{3}$' }) branchCode: string;
  @Choice(['ordinary', 'current', 'other']) accountType: 'ordinary' | 'current' | 'other';
  @Text({ max: 7, pattern: '^[0-9]+$' }) accountNumber: string;
  @Choice(['none', 'crlf'], { about: 'after each record of the file' }) lineEnd: 'none' | 'crlf';
  @Flag({ about: '0x1A after the last record' }) endOfFile: boolean;
  @Count({ max: 30, about: 'bank business days between sending and transfer' }) leadDays: number;
}
