import { Flag, Id, ListOf, Nested, YenAmount } from '#http';
import { DecisionNeedsDto, DecisionTextDto, GateAnswerDto, LimitAfterDto, StatementLineDto } from './decision.dto.js';

/** The statement of the months in review as it would be now. */
export class StatementPreviewDto {
  @ListOf(StatementLineDto) lines: StatementLineDto[];
  @Id({ about: 'the month that would carry it' }) carrierId: string;
  @YenAmount({ about: 'all months by the rules, before limits' }) engine: number;
  @YenAmount({ about: 'T: all months, less reductions by decision that stand' }) total: number;
  @YenAmount() reduced: number;
  @YenAmount({ about: 'C: held and paid by earlier statements' }) before: number;
  @YenAmount({ about: 'what the limit leaves for it beside that' }) left: number;
  @YenAmount({ about: 'of what is due, what the limit does not leave' }) beyondLimit: number;
  @YenAmount({ about: 'what it pays' }) pays: number;
  @YenAmount({ about: 'what was paid too much, to be demanded back' }) comesBack: number;
  @YenAmount({
    about: 'what was paid beyond T and stays: the insurer had agreed to it; neither demanded back nor set off',
  })
  notDemanded: number;
  @ListOf(DecisionTextDto, { about: 'what has to be answered' }) questions: DecisionTextDto[];
  @ListOf(GateAnswerDto) standing: GateAnswerDto[];
  @ListOf(LimitAfterDto, { about: 'what it leaves of every limit' }) limits: LimitAfterDto[];
  @Nested(DecisionNeedsDto) needs: DecisionNeedsDto;
  @ListOf(DecisionTextDto, { about: 'what stands in the way of proposing it, whoever signs; empty: nothing does' })
  hurdles: DecisionTextDto[];
  @Flag({ about: 'the reader has one of its new months, or is a senior adjuster' }) mayPropose: boolean;
}
