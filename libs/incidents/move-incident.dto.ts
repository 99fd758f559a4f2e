import { Choice, Flag, Id, Text } from '#http';
import { incidentStates, type IncidentState } from './incident.js';
import { phaseStates, type PhaseState } from './phases.js';
import { severities, type Severity } from './severity.js';

export class MoveIncidentDto {
  @Choice(incidentStates) to: IncidentState;
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
  @Choice(severities, { optional: true, about: 'with `triaged`' }) severity?: Severity;
  @Flag({ optional: true, about: 'with `triaged`: the desk has looked and found no policy' }) policyNotFound?: boolean;
  @Id({
    optional: true,
    about: 'with `open`: the adjuster in charge; the first who accepted an item of the case when absent',
  })
  adjusterId?: string;
}

export class MovePhaseDto {
  @Choice(phaseStates) to: PhaseState;
  @Text({ max: 2_000, optional: true, nullable: true }) reason?: string | null;
}

export class MatchIncidentDto {
  @Id() institutionId: string;
  @Id({
    optional: true,
    nullable: true,
    about: 'the member period; null: the institution is known, no policy of it fits',
  })
  policyId?: string | null;
  @Text({ max: 2_000, optional: true, nullable: true, about: 'needed to correct an institution that was already set' })
  reason?: string | null;
}
