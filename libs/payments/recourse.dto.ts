import { Day, Id, Instant, ListOf, Text, YenAmount } from '#http';

export class EnterRecourseDto {
  @Text({ max: 200, pattern: '\\S', about: 'against whom' }) against: string;
  @YenAmount({ min: 1, about: 'the whole loss of the institution' }) loss: number;
  @YenAmount({ min: 1, about: 'what is sought' }) sought: number;
  @Text({ max: 2_000, optional: true, nullable: true }) note?: string | null;
}

export class ReceiveRecourseDto {
  @YenAmount({ min: 1 }) amount: number;
  @Day() receivedOn: string;
  @Text({ max: 200, pattern: '\\S' }) reference: string;
}

export class RecourseDto {
  @Id() id: string;
  @Text({ max: 200 }) against: string;
  @YenAmount() loss: number;
  @YenAmount() sought: number;
  @Text({ max: 2_000, nullable: true }) note: string | null;
  @YenAmount() received: number;
  @YenAmount({ about: 'its uninsured loss comes first' }) toInstitution: number;
  @YenAmount() toInsurer: number;
  @Instant() enteredAt: string;
}

export class ReceiptPreviewQuery {
  @YenAmount({ min: 1, about: 'what came in' }) amount: number;
}

/** How a receipt would be shared now; nothing is entered. */
export class RecourseShareDto {
  @YenAmount() loss: number;
  @YenAmount({ about: 'settled claims money of the case' }) paid: number;
  @YenAmount({ about: 'of its uninsured loss, what earlier receipts of the case gave the institution' })
  givenBefore: number;
  @YenAmount({ about: 'its loss that neither claims money nor earlier receipts made good' }) unpaid: number;
  @YenAmount() amount: number;
  @YenAmount({ about: 'its uninsured loss comes first' }) toInstitution: number;
  @YenAmount() toInsurer: number;
}

export class RecoursesDto {
  @ListOf(RecourseDto) items: RecourseDto[];
}
