import { INSURER } from '#database';
import { facilitySearchForms } from '#facilities';
import { bigramsOf, dayInJapan, foldName, monthsAway, newId } from '#kernel';
import type { DemonstrationMaster } from './demonstration-master.js';
import { periodsOfMember, type Row } from './demonstration-periods.js';

/** Rows of one table, in the order in which tables are written. */
export type TableRows = readonly { readonly table: string; readonly rows: readonly Row[] }[];

/** Facilities of the demonstration are older than any period of cover. */
const facilitiesSince = '2010-04-01';
const dutyDaysAhead = 400;

/** Who granted the two administrators their role, so that each could be confirmed by the other; has left since. */
export const installer = { email: 'setup@sonae.example', name: 'そなえ 導入' } as const;

/**
 * Every row of the demonstration but lanes, which are there already and are changed, and what lets people in
 * (`demonstrationAccess`). Throws where a key names nothing.
 */
export function demonstrationRows(master: DemonstrationMaster, now: Date): TableRows {
  const today = dayInJapan(now);
  const yearAgo = monthsAway(today, -12);
  const at = now.toISOString();
  const institution = idsBy(master.institutions.map(({ key }) => key));
  const facility = idsBy(master.facilities.map(({ key }) => key));
  const agency = idsBy(master.agencies.map(({ key }) => key));
  const team = idsBy(master.teams.map(({ key }) => key));
  const person = idsBy([installer.email, ...master.people.map(({ email }) => email)]);
  const [first] = administratorsOf(master);
  const policies = master.policies.map((policy) => ({ ...policy, id: newId() }));
  const kinds = new Map(
    master.institutions.map((one) => [one.key, { institution_kind: one.kind, corporation_kind: one.corporationKind }]),
  );
  const periods = policies.flatMap((policy) =>
    policy.members.flatMap((member) => periodsOfMember(member, { policy, today, kinds, institution, facility })),
  );

  const teamOfLane = new Map(master.lanes.map(({ lane, team: key }) => [lane, key]));
  const members = new Set([
    ...master.skills.flatMap(({ person: email, lanes }) => lanes.map((lane) => `${teamOfLane.get(lane)} ${email}`)),
    ...master.lanes.map(({ team: key, lead }) => `${key} ${lead}`),
  ]);

  return [
    {
      table: 'facility',
      rows: master.facilities.map((one) => ({
        ...{
          id: facility(one.key),
          code: one.code,
          name: one.name,
          kind: one.kind,
        },
        ...facilitySearchForms(one),
        ...{
          prefecture: one.prefecture,
          address: one.address,
          beds_general: one.bedsGeneral,
          beds_total: one.bedsTotal,
          valid_from: facilitiesSince,
        },
      })),
    },
    {
      table: 'facility_name',
      rows: master.facilities.map(({ key, name }) => ({ facility_id: facility(key), name, from_on: facilitiesSince })),
    },
    {
      table: 'facility_address',
      rows: master.facilities.map(({ key, address }) => ({
        facility_id: facility(key),
        address,
        from_on: facilitiesSince,
      })),
    },
    {
      table: 'facility_listing',
      rows: master.facilities.map(({ key }) => ({ facility_id: facility(key), from_on: facilitiesSince })),
    },
    {
      table: 'institution',
      rows: master.institutions.map((one) => ({
        ...{ id: institution(one.key), name: one.name, name_folded: foldName(one.name), kind: one.kind },
        name_grams: bigramsOf(foldName(one.name)),
        ...{ corporation_kind: one.corporationKind, telephone: one.telephone, prefecture: one.prefecture },
      })),
    },
    { table: 'agency', rows: master.agencies.map(({ key, name }) => ({ id: agency(key), name })) },
    {
      table: 'agency_client',
      rows: master.agencies.flatMap(({ key, clients }) =>
        clients.map((client) => ({ agency_id: agency(key), institution_id: institution(client), from_on: yearAgo })),
      ),
    },
    {
      table: 'person',
      rows: [
        {
          id: person(installer.email),
          institution_id: INSURER,
          email: installer.email,
          display_name: installer.name,
          demonstration: true,
          left_at: at,
        },
        ...master.people.map((one) => ({
          ...{ id: person(one.email), email: one.email, display_name: one.name, demonstration: true },
          institution_id: one.institution === null ? INSURER : institution(one.institution),
          agency_id: one.agency === undefined ? null : agency(one.agency),
        })),
      ],
    },
    { table: 'team', rows: master.teams.map(({ key, name }) => ({ id: team(key), name })) },
    {
      table: 'team_member',
      rows: [...members].map((pair) => {
        const [key = '', email = ''] = pair.split(' ');
        return { team_id: team(key), person_id: person(email), from_on: yearAgo };
      }),
    },
    {
      table: 'skill',
      rows: master.skills.flatMap(({ person: email, lanes }) =>
        lanes.map((lane) => ({ person_id: person(email), lane, from_on: yearAgo })),
      ),
    },
    {
      table: 'roster',
      rows: master.rosters.map((roster) => ({
        ...dutyLine(roster, now),
        id: newId(),
        person_id: person(roster.person),
        entered_by: person(first),
      })),
    },
    {
      table: 'adjuster_load',
      rows: [...new Set(master.rosters.map((roster) => person(roster.person)))].map((person_id) => ({ person_id })),
    },
    {
      table: 'policy',
      rows: policies.map(({ id, number, policyholder, group }) => ({ id, number, policyholder, is_group: group })),
    },
    { table: 'member_period', rows: periods.map(({ period }) => period) },
    { table: 'declared_premises', rows: periods.flatMap(({ premises }) => premises) },
    {
      // 見本: the account from which the demonstration pays
      table: 'watch_entry',
      rows: [
        {
          id: newId(),
          name: '見本 監視対象商事',
          folded: foldName('見本 監視対象商事'),
          kana_folded: foldName('ミホン カンシタイシヨウシヨウジ'),
          source: '見本の名簿（作り話の名前）',
          entered_by: person(first),
          entered_at: at,
        },
      ],
    },
    {
      table: 'originating_account',
      rows: [
        {
          id: newId(),
          requester_code: '0000012345',
          requester_name: 'ﾐﾎﾝｿﾝｶﾞｲﾎｹﾝ(ｶ',
          bank_code: '0001',
          bank_name: 'ﾐｽﾞﾎ',
          branch_code: '100',
          branch_name: 'ﾎﾝﾃﾝ',
          account_type: '1',
          account_number: '7654321',
          line_end: 'none',
          end_of_file: false,
          lead_days: 1,
          entered_by: person(first),
          entered_at: at,
        },
      ],
    },
  ];
}

/** What each lane becomes; teams and leads are named by what the file calls them. */
export function laneChanges(
  master: DemonstrationMaster,
): { lane: string; team: string; lead: string; limit_minutes: number }[] {
  const teamName = new Map(master.teams.map(({ key, name }) => [key, name]));
  return master.lanes.map(({ lane, team, lead, limitMinutes }) => ({
    lane,
    team: teamName.get(team) ?? team,
    lead,
    limit_minutes: limitMinutes,
  }));
}

function dutyLine(roster: DemonstrationMaster['rosters'][number], now: Date): Row {
  if (roster.hours !== 'around-the-clock') throw new RangeError(`The demonstration knows no hours "${roster.hours}".`);
  const away = (days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString();
  return { from_at: away(-1), to_at: away(dutyDaysAhead), capacity: roster.capacity, kind: roster.kind ?? 'duty' };
}

function idsBy(keys: readonly string[]): (key: string) => string {
  const ids = new Map(keys.map((key) => [key, newId()]));
  return (key) => {
    const id = ids.get(key);
    if (id === undefined) throw new RangeError(`The demonstration names "${key}", which is not in it.`);
    return id;
  };
}

/** Who gets in and what they may do, people named by their addresses: written by the role that alone may. */
export function demonstrationAccess(master: DemonstrationMaster, now: Date) {
  const [first, second] = administratorsOf(master);
  return {
    people: master.people.map(({ email }) => email),
    grants: master.people.flatMap(({ email, roles }) =>
      roles.map((role) => ({
        id: newId(),
        email,
        role,
        grantedBy: email === first || email === second ? installer.email : first,
        confirmedBy: email === second ? first : second,
      })),
    ),
    authorities: master.authorities.map(({ person: email, lane, yen }) => ({
      id: newId(),
      email,
      lane,
      yen,
      since: monthsAway(dayInJapan(now), -12),
      enteredBy: first,
    })),
  };
}

function administratorsOf(master: DemonstrationMaster): readonly [string, string] {
  const [first, second] = master.people.filter(({ roles }) => roles.includes('administrator'));
  if (!first || !second) throw new RangeError('The demonstration needs two administrators.');
  return [first.email, second.email];
}
