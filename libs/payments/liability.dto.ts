import { AllowedActionDto, Choice, Day, Id, Instant, ListOf, Text, YenAmount } from '#http';
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

export class CostsDto {
  @ListOf(CostDto) items: CostDto[];
}

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

export class RecoursesDto {
  @ListOf(RecourseDto) items: RecourseDto[];
}

export class DepositDto {
  @Choice(['deposited', 'set-aside'], { about: '供託, or set aside until the payee is found' })
  to: 'deposited' | 'set-aside';
  @Text({ max: 2_000, pattern: '\\S' }) reason: string;
}
