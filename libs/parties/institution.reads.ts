import { Injectable } from '@nestjs/common';
import { Database, Problem, limitOf, toPage, type Actor, type Page } from '#platform';
import type { Facility, InstitutionDetails, InstitutionSummary, NameQuery } from './institution.dto.js';
import { readPlace } from './keyset.js';
import { nameMatches, nameSearch } from './name-search.js';

interface InstitutionRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly corporation_kind: string;
  readonly telephone: string | null;
  readonly prefecture: number | null;
  readonly version: number;
}

interface FacilityRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly prefecture: number;
  readonly address: string | null;
  readonly beds_general: number | null;
  readonly beds_total: number | null;
  readonly valid_from: string;
  readonly closed_on: string | null;
  readonly names: { name: string; fromOn: string }[];
}

const columns = 'i.id, i.name, i.kind, i.corporation_kind, i.telephone, i.prefecture, i.version';

/** Row security decides which institutions an actor's query finds; the two sentinels are nobody's to see. */
@Injectable()
export class InstitutionReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: NameQuery): Promise<Page<InstitutionSummary>> {
    const [after] = readPlace(query.cursor, 'id');
    const { grams, character } = nameSearch(query.q);
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<InstitutionRow>(
        `SELECT ${columns} FROM institution i
          WHERE i.kind <> 'sentinel' AND ($1::uuid IS NULL OR i.id > $1) AND ${nameMatches('$2', '$3')}
          ORDER BY i.id LIMIT $4`,
        [after, grams, character, limit + 1],
      ),
    );
    return toPage(rows, limit, (row) => [row.id], summaryOf);
  }

  async one(actor: Actor, id: string): Promise<InstitutionDetails> {
    const row = await this.database.read(actor, (tx) =>
      tx.one<InstitutionRow & { created_at: Date; premises: InstitutionDetails['premises'] }>(
        `SELECT ${columns}, i.created_at, coalesce((
            SELECT json_agg(json_build_object('facilityId', f.id, 'facilityCode', f.code, 'facilityName', f.name) ORDER BY f.code)
              FROM facility f WHERE f.id IN (SELECT d.facility_id FROM declared_premises d WHERE d.institution_id = i.id)), '[]') AS premises
           FROM institution i WHERE i.id = $1 AND i.kind <> 'sentinel'`,
        [id],
      ),
    );
    if (!row) throw new Problem('requests.not-found');
    return { ...summaryOf(row), createdAt: row.created_at.toISOString(), premises: row.premises };
  }

  /** The directory is public: everybody finds every facility, by a part of its name or by its whole code. */
  async facilities(actor: Actor, query: NameQuery): Promise<Page<Facility>> {
    const [after] = readPlace(query.cursor, 'code');
    const { grams, character } = nameSearch(query.q);
    const code = query.q?.normalize('NFKC').replace(/\D/g, '') ?? '';
    const limit = limitOf(query);
    const rows = await this.database.read(actor, (tx) =>
      tx.rows<FacilityRow>(
        `SELECT f.id, f.code, f.name, f.kind, f.prefecture, f.address, f.beds_general, f.beds_total, f.valid_from, f.closed_on, coalesce((
            SELECT json_agg(json_build_object('name', n.name, 'fromOn', n.from_on) ORDER BY n.from_on) FROM facility_name n WHERE n.facility_id = f.id), '[]') AS names
           FROM facility f
          WHERE ($1::text IS NULL OR f.code > $1) AND (f.code = $5 OR ${nameMatches('$2', '$3')})
          ORDER BY f.code LIMIT $4`,
        [after, grams, character, limit + 1, code],
      ),
    );
    return toPage(rows, limit, (row) => [row.code], facilityOf);
  }
}

function summaryOf(row: InstitutionRow): InstitutionSummary {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    corporationKind: row.corporation_kind,
    telephone: row.telephone,
    prefecture: row.prefecture,
    version: row.version,
  };
}

function facilityOf(row: FacilityRow): Facility {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    prefecture: row.prefecture,
    address: row.address,
    bedsGeneral: row.beds_general,
    bedsTotal: row.beds_total,
    validFrom: row.valid_from,
    closedOn: row.closed_on,
    names: row.names,
  };
}
