import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, OneEffect, Refuses } from '#access';
import { Database, type Actor, type Tx } from '#database';
import { By, IdPipe, limitOf, pageOf, PageQuery, readCursor, toPage, type Page } from '#http';
import { foldName, newId } from '#kernel';
import { Problem } from '#problems';
import { accountNames } from './screening.js';
import {
  DecideScreeningDto,
  EnterWatchNamesDto,
  ScreeningCandidateDto,
  ScreeningDto,
  ScreeningQuery,
  WatchEntryDto,
  type WatchNameDto,
} from './screening.dto.js';
import type { WatchEntryEntity } from './watch-entry.entity.js';
import type { ScreeningEntity } from './screening.entity.js';
import { ScreeningOutcomeEntity } from './screening-outcome.entity.js';
import type { ScreeningState } from './screening.js';

@ApiTags('screening')
@Controller()
export class ScreeningController {
  constructor(private readonly database: Database) {}

  @Get('watch-entries')
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Names that are watched, newest first' })
  @ApiOkResponse({ type: pageOf(WatchEntryDto) as never })
  entries(@By() actor: Actor, @Query() query: PageQuery): Promise<Page<WatchEntryDto>> {
    return this.database.read(actor, (tx) => listEntries(tx, query));
  }

  @Post('watch-entries')
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @OneEffect()
  @ApiOperation({ summary: 'Watch names, up to 1,000 at once; everybody is looked at again when it matters next' })
  @ApiCreatedResponse({ type: pageOf(WatchEntryDto) as never })
  enter(@By() actor: Actor, @Body() { names }: EnterWatchNamesDto): Promise<Page<WatchEntryDto>> {
    return this.database.transaction(actor, async (tx) => {
      await enterNames(tx, names);
      return listEntries(tx, {});
    });
  }

  @Post('watch-entries/:id/removals')
  @HttpCode(200)
  @Needs('screening.list')
  @Refuses('requests.cursor-malformed')
  @OneEffect()
  @ApiOperation({ summary: 'Watch a name no more' })
  @ApiOkResponse({ type: pageOf(WatchEntryDto) as never })
  remove(@By() actor: Actor, @Param('id', IdPipe) id: string): Promise<Page<WatchEntryDto>> {
    return this.database.transaction(actor, async (tx) => {
      const done = await tx.rows(
        'UPDATE watch_entry SET removed_by = $2, removed_at = $3 WHERE id = $1 AND removed_at IS NULL RETURNING id',
        [id, tx.actor.id, tx.now],
      );
      if (done.length === 0) throw new Problem('requests.not-found');
      tx.record('insurer', { audit: { action: 'watch-entry.removed', subject: id } });
      return listEntries(tx, {});
    });
  }

  @Get('screenings')
  @Needs('screening.read')
  @Refuses('requests.cursor-malformed')
  @ApiOperation({ summary: 'Matches of watched names, oldest first; nothing of this is shown outside the insurer' })
  @ApiOkResponse({ type: pageOf(ScreeningDto) as never })
  hits(@By() actor: Actor, @Query() query: ScreeningQuery): Promise<Page<ScreeningDto>> {
    return this.database.read(actor, (tx) => listHits(tx, query));
  }

  @Post('screenings/:id/outcomes')
  @HttpCode(200)
  @Needs('screening.decide')
  @Refuses('decisions.screening-decided')
  @OneEffect()
  @ApiOperation({ summary: 'Clear or confirm a match, with compliance; confirmed, nothing is paid' })
  @ApiOkResponse({ type: ScreeningDto })
  decide(@By() actor: Actor, @Param('id', IdPipe) id: string, @Body() body: DecideScreeningDto): Promise<ScreeningDto> {
    return this.database.transaction(actor, async (tx) => {
      const found = await hitById(tx, id);
      if (found.outcome !== null) throw new Problem('decisions.screening-decided');
      await tx.insert(ScreeningOutcomeEntity, {
        ...{ screening_id: id, institution_id: found.institutionId, outcome: body.outcome },
        ...{ compliance: body.compliance, reason: body.reason, decided_by: tx.actor.id, at: tx.now },
      });
      tx.record('insurer', {
        audit: {
          action: `screening.${body.outcome}`,
          subject: id,
          after: { compliance: body.compliance },
          reason: body.reason,
        },
      });
      return hitById(tx, id);
    });
  }
}

async function enterNames(tx: Tx, names: readonly WatchNameDto[]): Promise<void> {
  const rows = names.map(({ name, kana, source }) => ({
    id: newId(),
    name,
    folded: foldName(name),
    kana_folded: kana ? foldName(kana) : null,
    source,
    entered_by: tx.actor.id,
    entered_at: tx.now,
  }));
  await tx.rows(
    `INSERT INTO watch_entry (id, name, folded, kana_folded, source, entered_by, entered_at)
     SELECT r.id, r.name, r.folded, r.kana_folded, r.source, r.entered_by, r.entered_at
       FROM jsonb_populate_recordset(NULL::watch_entry, $1::jsonb) r`,
    [JSON.stringify(rows)],
  );
  tx.record('insurer', {
    audit: { action: 'watch-entries.entered', subject: rows[0]?.id ?? '', after: { names: names.length } },
  });
}

async function listEntries(tx: Tx, query: PageQuery): Promise<Page<WatchEntryDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<
    Pick<WatchEntryEntity, 'id' | 'name' | 'source' | 'entered_at' | 'removed_at'> & { text: string }
  >(
    `SELECT id, name, source, entered_at, removed_at,
       to_char(entered_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text
       FROM watch_entry
      ${after ? 'WHERE (entered_at, id) < ($2::timestamptz, $3::uuid)' : ''}
      ORDER BY entered_at DESC, id DESC
      LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  return toPage(
    rows,
    limit,
    (row) => [row.text, row.id],
    (row) => ({
      id: row.id,
      name: row.name,
      source: row.source,
      enteredAt: row.entered_at.toISOString(),
      removedAt: row.removed_at?.toISOString() ?? null,
    }),
  );
}

/** A match, with its outcome; null where nobody has decided on it. */
interface HitRow extends Pick<
  ScreeningEntity,
  'id' | 'subject_kind' | 'subject_id' | 'institution_id' | 'occasion' | 'matched' | 'at'
> {
  readonly subject_name: string | null;
  readonly institution_name: string;
  readonly names: string | null;
  readonly candidates: ScreeningCandidateDto[];
  readonly text: string;
  readonly outcome: ScreeningOutcomeEntity['outcome'] | null;
  readonly compliance: ScreeningOutcomeEntity['compliance'] | null;
  readonly reason: ScreeningOutcomeEntity['reason'] | null;
  readonly decided_at: ScreeningOutcomeEntity['at'] | null;
  readonly decided_by_name: string | null;
  readonly state: ScreeningState;
}

const select = `SELECT s.id, s.subject_kind, s.subject_id, n.name AS institution_name, s.institution_id, s.occasion,
     s.matched, s.at, o.outcome, o.at AS decided_at, d.display_name AS decided_by_name, o.compliance,
     o.reason, screening_state(s.subject_kind, s.subject_id) AS state,
    to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS text,
    (
        SELECT string_agg(w.name || '（' || w.source || '）', '、' ORDER BY w.name)
        FROM watch_entry w
        WHERE w.id = ANY (s.matched)) AS names,
    (
        SELECT json_agg(json_build_object('entryId', w.id, 'name', w.name, 'source', w.source, 'ground', s.grounds[m.n])
            ORDER BY m.n)
       FROM unnest(s.matched) WITH ORDINALITY m(id, n) JOIN watch_entry w ON w.id = m.id) AS candidates,
    CASE s.subject_kind
      WHEN 'person' THEN coalesce((SELECT p.display_name FROM person p WHERE p.id = s.subject_id),
        (SELECT c.name FROM claimant c WHERE c.id = s.subject_id))
      ELSE n.name END AS subject_name
  FROM screening s
    JOIN institution n ON n.id = s.institution_id
    LEFT JOIN screening_outcome o ON o.screening_id = s.id
    LEFT JOIN person d ON d.id = o.decided_by
 WHERE cardinality(s.matched) > 0`;

async function hitById(tx: Tx, id: string): Promise<ScreeningDto> {
  const row = await tx.one<HitRow>(`${select} AND s.id = $1`, [id]);
  if (!row) throw new Problem('requests.not-found');
  return view(row, await namesOfAccounts(tx, [row]));
}

const namesOfAccounts = (tx: Tx, rows: readonly HitRow[]): Promise<ReadonlyMap<string, string>> => {
  const ids = rows.filter(({ subject_kind }) => subject_kind === 'account').map(({ subject_id }) => subject_id);
  return ids.length === 0 ? Promise.resolve(new Map()) : accountNames(tx, ids);
};

const conditions: Readonly<Record<string, string>> = {
  held: `AND o.outcome IS NULL AND screening_state(s.subject_kind, s.subject_id) = 'held'`,
  decided: 'AND o.outcome IS NOT NULL',
};

async function listHits(tx: Tx, query: ScreeningQuery): Promise<Page<ScreeningDto>> {
  const limit = limitOf(query);
  const after = readCursor(query.cursor, 'instant', 'id');
  const rows = await tx.rows<HitRow>(
    `${select} ${conditions[query.state ?? 'all'] ?? ''}
      ${after ? 'AND (s.at, s.id) > ($2::timestamptz, $3::uuid)' : ''} ORDER BY s.at, s.id LIMIT $1`,
    [limit + 1, ...(after ?? [])],
  );
  const names = await namesOfAccounts(tx, rows);
  return toPage(
    rows,
    limit,
    (row) => [row.text, row.id],
    (row) => view(row, names),
  );
}

function view(row: HitRow, accounts: ReadonlyMap<string, string>): ScreeningDto {
  return {
    id: row.id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subjectName: accounts.get(row.subject_id) ?? row.subject_name ?? row.institution_name,
    institutionId: row.institution_id,
    institutionName: row.institution_name,
    occasion: row.occasion,
    matched: [...row.matched],
    candidates: row.candidates,
    matchedNames: (row.names ?? '').slice(0, 2_000),
    at: row.at.toISOString(),
    outcome: row.outcome,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedByName: row.decided_by_name,
    compliance: row.compliance,
    reason: row.reason,
    isHeld: row.state === 'held' || row.state === 'confirmed',
  };
}
