import { AllowedActionDto, Choice, Id, Instant, ListOf, Text, YenAmount } from '#http';
import { costStates, type CostState } from './insurer-cost-machine.js';
import { mostOfTransfer } from './transfer-file.js';

export class AskCostDto {
  @YenAmount({ min: 1, max: mostOfTransfer }) amount: number;
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
  @Id({ about: 'a confirmed account of a vendor' }) accountId: string;
}

/** A cost that the insurer bears itself. */
export class CostDto {
  @Id() id: string;
  @Id() incidentId: string;
  @YenAmount() amount: number;
  @Text({ max: 2_000 }) reason: string;
  @Text({ max: 200 }) vendorName: string;
  @Choice(costStates) state: CostState;
  @Text({ max: 200 }) askedByName: string;
  @Instant() askedAt: string;
  @ListOf(AllowedActionDto, { about: 'moves that are the reader’s from here' }) allowedActions: AllowedActionDto[];
}

/** A vendor that can be paid for a case, by its confirmed account. */
export class PayableVendorDto {
  @Id() accountId: string;
  @Text({ max: 200 }) name: string;
}

export class PayableVendorsDto {
  @ListOf(PayableVendorDto) items: PayableVendorDto[];
}

export class CostsDto {
  @ListOf(CostDto) items: CostDto[];
}
