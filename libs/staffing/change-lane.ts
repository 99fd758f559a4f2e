import { type Tx } from '#database';
import { requireVersion } from '#http';
import type { Lane } from '#kernel';
import { Problem, faultAt } from '#problems';
import { auditPerson, vacateLeads } from '#people';
import { personOfDesk } from './day-line.store.js';
import type { ChangeLaneDto } from './lane.dto.js';
import type { LaneEntity } from './lane.entity.js';
import { TeamEntity } from './team.entity.js';

type LaneSettings = Pick<LaneEntity, 'team_id' | 'lead_id' | 'limit_minutes'>;

/**
 * Changes team, lead or time limit of a lane; fields that are not given stay. Throws `requests.stale-version`,
 * `requests.out-of-range`, `parties.team-not-found` and the codes of `personOfDesk`.
 */
export async function changeLane(
  tx: Tx,
  lane: Lane,
  expectedVersion: number | null,
  body: ChangeLaneDto,
): Promise<void> {
  if (body.limitMinutes !== undefined && body.limitMinutes < 1) throw faultAt('/limitMinutes', 'requests.out-of-range');
  // locks people before lanes, as a departure does
  const lead = body.leadId ? (await personOfDesk(tx, body.leadId, '/leadId')).id : body.leadId;
  const before = await tx.one<LaneSettings & Pick<LaneEntity, 'version'>>(
    'SELECT team_id, lead_id, limit_minutes, version FROM lane WHERE lane = $1 FOR NO KEY UPDATE',
    [lane],
  );
  if (!before) throw new Problem('requests.not-found');
  requireVersion(before.version, expectedVersion);
  if (body.teamId && !(await tx.findOne(TeamEntity, { id: body.teamId })))
    throw faultAt('/teamId', 'parties.team-not-found');
  const { version: _, ...settings } = before;
  const after: LaneSettings = {
    team_id: body.teamId === undefined ? settings.team_id : (body.teamId?.toLowerCase() ?? null),
    lead_id: lead === undefined ? settings.lead_id : lead,
    limit_minutes: body.limitMinutes ?? settings.limit_minutes,
  };
  if (JSON.stringify(after) === JSON.stringify(settings)) return;
  await tx.rows(
    `UPDATE lane
        SET team_entered_at = CASE WHEN team_id IS DISTINCT FROM $2 THEN clock_timestamp() ELSE team_entered_at END,
            team_id = $2, lead_id = $3, limit_minutes = $4, version = version + 1
      WHERE lane = $1`,
    [lane, after.team_id, after.lead_id, after.limit_minutes],
  );
  tx.record('insurer', { audit: { action: 'lane.changed', subject: `lane:${lane}`, before: settings, after } });
}

vacateLeads.supply(async (tx, person, reason) => {
  const lanes = await tx.rows<Pick<LaneEntity, 'lane'>>(
    'UPDATE lane SET lead_id = NULL, version = version + 1 WHERE lead_id = $1 RETURNING lane',
    [person.id],
  );
  for (const { lane } of lanes)
    auditPerson(tx, person, {
      action: 'lane.lead-vacated',
      subject: `lane:${lane}`,
      before: { leadId: person.id },
      after: { leadId: null },
      reason,
    });
});
