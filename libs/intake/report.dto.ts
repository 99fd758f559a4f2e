import { SubmitExpenseDto } from '#expenses';
import { Choice, Id, ListOf, Nested, Text } from '#http';
import { FactsDto } from '#incidents';

export class ReporterDto {
  @Text({ max: 100, isName: true }) name: string;
  @Text({ max: 40 }) phone: string;
}

/**
 * A report: name, telephone number, description, and an institution or policy number; every other field is optional.
 */
export class ReportIncidentDto extends FactsDto {
  @Nested(ReporterDto) reporter: ReporterDto;
  @Text({ max: 10_000 }) description: string;
  @Text({ max: 200, optional: true, nullable: true, isName: true }) institutionName?: string | null;
  @Id({ optional: true, nullable: true, about: 'agents name a client; the desk may name the institution it talks to' })
  institutionId?: string | null;
  @Text({ max: 60, optional: true, nullable: true }) policyNumber?: string | null;
  @Choice(['web', 'telephone', 'agent', 'api'], { optional: true }) channel?: 'web' | 'telephone' | 'agent' | 'api';
  @ListOf(SubmitExpenseDto, { optional: true, max: 200, about: 'accepted all or none with the report' })
  expenses?: SubmitExpenseDto[];
}
