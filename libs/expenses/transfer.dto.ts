import { Choice, Day, Text } from '#http';
import { transferStates, type TransferState } from './transfer-words.js';

/** The transfer of an expense. */
export class TransferDto {
  @Choice(transferStates) state: TransferState;
  @Text({ max: 200 }) textJa: string;
  @Text({ max: 200 }) textEn: string;
  @Day({ nullable: true, about: 'the day on which the bank paid' }) settledOn: string | null;
  @Day({ nullable: true, about: 'the day on which the bank sent it back' }) returnedOn: string | null;
  @Text({ max: 10, nullable: true, about: 'the last digits of the account; null: that of somebody else' })
  account: string | null;
}
