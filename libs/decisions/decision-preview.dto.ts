import { AssessmentStepDto, UndecidedDto } from '#assessment';
import { ListOf, Nested, Text, YenAmount } from '#http';
import { GateAnswerDto, DecisionTextDto, DecisionNeedsDto, LimitAfterDto, StatementLineDto } from './decision.dto.js';

/** What a proposal of the reader would decide now on an expense; of business interruption, on its statement. */
export class DecisionPreviewDto {
  @Text({ max: 20 }) outcome: string;
  @YenAmount() claimed: number;
  @YenAmount({ about: 'with every question answered "covered"' }) assessed: number;
  @YenAmount({
    about: 'taken off: of a supplement, approved already for its first line; of a statement, by earlier ones',
  })
  approvedBefore: number;
  @Text({ max: 10_000 }) textJa: string;
  @Text({ max: 10_000 }) textEn: string;
  @ListOf(AssessmentStepDto) steps: AssessmentStepDto[];
  @ListOf(UndecidedDto, { about: 'what has to be answered' }) questions: UndecidedDto[];
  @ListOf(GateAnswerDto, { about: 'answers of the incident that hold already' }) standing: GateAnswerDto[];
  @ListOf(StatementLineDto, { about: 'of business interruption: the months that the statement decides' })
  months: StatementLineDto[];
  @ListOf(LimitAfterDto) limits: LimitAfterDto[];
  @Nested(DecisionNeedsDto, { about: 'to approve the assessed amount' }) needs: DecisionNeedsDto;
  @ListOf(DecisionTextDto, { about: 'what stands in the way of approving it, whoever signs; empty: nothing does' })
  hurdles: DecisionTextDto[];
}
