import { Injectable } from '@nestjs/common';
import { Database, type Actor, type Tx } from '#database';
import { limitOf, toPage, type Page, readPlace } from '#http';
import { prefectureName } from '#kernel';
import { Problem } from '#problems';
import type { Facility, FacilityDetails, FacilityQuery } from './facility.dto.js';
import { facilitySearch, type FacilitySearch } from './name-search.js';
import type { FacilityEntity } from './facility.entity.js';

const shown = [
  'id',
  'code',
  'name',
  'name_length',
  'kind',
  'prefecture',
  'postal_code',
  'address',
  'beds_general',
  'beds_total',
  'valid_from',
  'closed_on',
  'listed_on',
] as const satisfies readonly (keyof FacilityEntity)[];

interface FacilityRow extends Pick<FacilityEntity, (typeof shown)[number]> {
  readonly names: Facility['names'];
}

const columns = `${shown.map((name) => `f.${name}`).join(', ')},
  coalesce((
      SELECT json_agg(json_build_object('name', n.name, 'fromOn', n.from_on) ORDER BY n.from_on)
      FROM facility_name n
      WHERE n.facility_id = f.id), '[]') AS names`;

/** Reads of the directory, which is public: every reader finds every facility. */
@Injectable()
export class FacilityReads {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, query: FacilityQuery): Promise<Page<Facility>> {
    const search = facilitySearch(query.q);
    return this.database.read(actor, (tx) => (search ? found(tx, search, query) : byCode(tx, query)));
  }

  async one(actor: Actor, id: string): Promise<FacilityDetails> {
    const row = await this.database.read(actor, (tx) =>
      tx.one<FacilityRow & Pick<FacilityDetails, 'addresses' | 'listings'>>(
        `SELECT ${columns},
            coalesce((
                SELECT json_agg(json_build_object('postalCode', a.postal_code, 'address', a.address,
                                                  'fromOn', a.from_on)
                       ORDER BY a.from_on)
                FROM facility_address a
                WHERE a.facility_id = f.id), '[]') AS addresses,
            coalesce((
                SELECT json_agg(json_build_object('fromOn', l.from_on, 'toOn', l.to_on) ORDER BY l.from_on)
                FROM facility_listing l
                WHERE l.facility_id = f.id), '[]') AS listings
           FROM facility f WHERE f.id = $1`,
        [id],
      ),
    );
    if (!row) throw new Problem('requests.not-found');
    return { ...facilityOf(row), addresses: row.addresses, listings: row.listings };
  }
}

async function byCode(tx: Tx, query: FacilityQuery): Promise<Page<Facility>> {
  const [after] = readPlace(query.cursor, 'code');
  const limit = limitOf(query);
  const rows = await tx.rows<FacilityRow>(
    `SELECT ${columns} FROM facility f WHERE $1::text IS NULL OR f.code > $1 ORDER BY f.code LIMIT $2`,
    [after, limit + 1],
  );
  return toPage(rows, limit, (row) => [row.code], facilityOf);
}

async function found(tx: Tx, search: FacilitySearch, query: FacilityQuery): Promise<Page<Facility>> {
  const [rank, length, code] = readPlace(query.cursor, 'number', 'number', 'code');
  const limit = limitOf(query);
  const rows = await tx.rows<FacilityRow & { rank: number }>(
    `SELECT s.rank, ${columns}
       FROM search_facilities($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) WITH ORDINALITY s(id, rank, n)
       JOIN facility f ON f.id = s.id ORDER BY s.n`,
    [
      ...[search.codes, search.spelled, search.whole, search.words, search.nameNeeds, search.allNeeds],
      ...[Math.min(5, Number(rank ?? 0)), Math.min(999, Number(length ?? -1)), code ?? '', limit + 1],
    ],
  );
  return toPage(rows, limit, (row) => [String(row.rank), String(row.name_length), row.code], facilityOf);
}

function facilityOf(row: FacilityRow): Facility {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind,
    prefecture: row.prefecture,
    prefectureName: prefectureName(row.prefecture),
    postalCode: row.postal_code,
    address: row.address,
    bedsGeneral: row.beds_general,
    bedsTotal: row.beds_total,
    validFrom: row.valid_from,
    closedOn: row.closed_on,
    listedOn: row.listed_on,
    names: row.names,
  };
}
