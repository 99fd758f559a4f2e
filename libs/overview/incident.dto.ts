import { coverageOutlooks, supportOutlooks } from '#assessment';
import { Choice, Count, Day, Id, Instant, Nested, PageQuery, Text, TextList, YenAmount } from '#http';
import { causes, incidentStates, phaseOrder, severities } from '#incidents';
import { NextStepDto } from '#intake';

export class IncidentQuery extends PageQuery {
  @Choice(incidentStates, { optional: true }) state?: string;
  @Choice(['pending', ...coverageOutlooks], { optional: true }) coverageOutlook?: string;
  @Choice(['pending', ...supportOutlooks], { optional: true }) supportOutlook?: string;
  @Choice([...severities, 'not-set'], { optional: true, about: 'not-set: nobody has set it' }) severity?: string;
  @Choice(causes, { optional: true }) cause?: string;
  @Text({ max: 2, min: 2, optional: true }) country?: string;
  @Id({ optional: true }) institutionId?: string;
  @Text({ max: 40, optional: true, about: 'exact case number; of a merged case, the one it went into too' })
  caseNumber?: string;
  @Id({ optional: true, about: 'cases of one common cause; for the insurer' }) commonCauseId?: string;
  @Choice(phaseOrder, { optional: true, about: 'cases that have not ended and are in this phase' }) phase?: string;
  @Day({ optional: true, about: 'reported on this day of Japan or later' }) reportedFrom?: string;
  @Day({ optional: true, about: 'reported before this day of Japan' }) reportedBefore?: string;
  @Choice(['open', 'ended'], { optional: true, about: 'whether it has ended' }) standing?: string;
  @Choice(['late'], { optional: true, about: 'late: reported, and the promise to call back is over' })
  callBack?: string;
  @Day({ optional: true, about: 'first contacted, by an answered call back, on this day of Japan or later' })
  contactedFrom?: string;
  @Day({ optional: true, about: 'first contacted, by an answered call back, before this day of Japan' })
  contactedBefore?: string;
  @Choice(['late'], { optional: true, about: 'late: first contacted after the promise to call back was over' })
  contacted?: string;
  @Choice(['newest', 'oldest'], {
    optional: true,
    about: 'oldest: in the order in which the promise to call back breaks',
  })
  sort?: string;
}

/** A case in a list. */
export class IncidentLineDto {
  @Id() id: string;
  @Text({ max: 40 }) caseNumber: string;
  @Choice(incidentStates) state: string;
  @Text({ max: 100 }) stateJa: string;
  @Text({ max: 100 }) stateEn: string;
  @Choice(severities, { nullable: true }) severity: string | null;
  @Choice(severities, { nullable: true, about: 'what the facts propose; for the insurer' })
  proposedSeverity: string | null;
  @Text({ max: 120, nullable: true, about: 'the beginning of what was reported; for the insurer' })
  happened: string | null;
  @TextList({
    max: 3,
    each: 20,
    values: ['emergencyStopped', 'outpatientsStopped', 'paperCharts'],
    about: 'what of care stands still; for the insurer',
  })
  careImpact: ('emergencyStopped' | 'outpatientsStopped' | 'paperCharts')[];
  @Choice(['pending', ...coverageOutlooks]) coverageOutlook: string;
  @Choice(['pending', ...supportOutlooks]) supportOutlook: string;
  @Text({ max: 200, nullable: true }) institutionName: string | null;
  @Text({ max: 40, nullable: true }) cause: string | null;
  @Text({ max: 2, nullable: true }) country: string | null;
  @Text({ max: 20 }) policyMatch: string;
  @TextList({ max: 5, each: 20, values: phaseOrder, about: 'phases that are active' }) phases: string[];
  @Nested(NextStepDto, {
    nullable: true,
    about: 'what somebody of the insurer does next; null for the institution, and where nothing waits',
  })
  nextAct: NextStepDto | null;
  @Text({ max: 200, nullable: true, about: 'the adjuster in charge; null for the institution' }) ownerName:
    string | null;
  @YenAmount({ nullable: true, about: 'what the limit of response expenses has left; null without a policy' })
  limitLeft: number | null;
  @Instant() reportedAt: string;
  @Count() version: number;
}

export class CaseQuery {
  @Instant({ optional: true, about: 'the case as it stood at this moment; as it is now, when absent' }) at?: string;
}
