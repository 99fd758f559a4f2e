import { INSURER, type Tx } from '#database';
import type { IncidentRow } from '#incidents';
import type { Role } from '#kernel';
import { type Config } from '#platform';

/** The kinds of mails. All but letters come in mailings: one mail to each reader. */
export const mailKinds = ['letter', 'acknowledgement', 'request', 'reminder', 'outlook-correction', 'message'] as const;
export type MailKind = (typeof mailKinds)[number];
/** The addressees of mails; `reporter`: the person who sent the report, of the institution or its agent. */
export const mailAddressees = ['hospital-manager', 'hospital-reporter', 'reporter', 'agent'] as const;
export type MailAddressee = (typeof mailAddressees)[number];

/** The same mail to several people of a case. */
export interface Mailing {
  /** A person gets one mail under this id. */
  readonly id: string;
  readonly what: Exclude<MailKind, 'letter'>;
  readonly incident: Pick<IncidentRow, 'id' | 'institution_id'>;
  /** One person who is not of the insurer; without one, the roles count. */
  readonly person?: string | null;
  /** Everybody who has one of these roles now, of the institution or of the agency. */
  readonly roles: readonly Role[];
  /** The people of this agency instead of the institution's, as long as the institution is its client. */
  readonly agencyId?: string;
  readonly subject: string;
  readonly body: string;
}

/** Enters mailings; without a mail server they are stored for the outbox page. People without an address get none. */
export async function enterMailings(
  tx: Tx,
  mailings: readonly Mailing[],
  { smtpUrl }: Pick<Config, 'smtpUrl'>,
): Promise<void> {
  if (mailings.length === 0) return;
  await tx.rows(
    `INSERT INTO mail (id, mailing_id, what, addressee, incident_id, institution_id, person_id, subject, body,
            state, next_at, created_at)
     SELECT gen_random_uuid(), w.id, w.what, r.addressee, w.incident_id, w.institution_id, r.person_id, w.subject,
       w.body,
            $2, $3, $3
       FROM jsonb_to_recordset($1::jsonb) AS w(id uuid, what text, incident_id uuid, institution_id uuid, agency uuid,
              person uuid, roles text[], subject text, body text)
      CROSS JOIN (SELECT (statement_timestamp() AT TIME ZONE 'Asia/Tokyo')::date AS today) t
       LEFT JOIN person one ON one.id = w.person AND (one.agency_id IS NOT NULL OR one.institution_id <> $4)
      CROSS JOIN LATERAL (
        SELECT one.id AS person_id, 'reporter' AS addressee
         WHERE one.id IS NOT NULL
        UNION ALL
        SELECT p.id, min(g.role)
          FROM person p
          JOIN role_grant g ON g.person_id = p.id AND g.role = ANY (w.roles) AND g.ended_at IS NULL
         WHERE one.id IS NULL AND w.agency IS NULL
           AND p.institution_id = w.institution_id
         GROUP BY p.id
        UNION ALL
        SELECT p.id, min(g.role)
          FROM person p
          JOIN role_grant g ON g.person_id = p.id AND g.role = ANY (w.roles) AND g.ended_at IS NULL
         WHERE one.id IS NULL
           AND p.agency_id = w.agency
           AND EXISTS (SELECT FROM agency_client c
                        WHERE c.agency_id = w.agency AND c.institution_id = w.institution_id
                          AND c.from_on <= t.today AND (c.to_on IS NULL OR c.to_on > t.today))
         GROUP BY p.id) r
       JOIN person p ON p.id = r.person_id
         AND p.email <> ''
         AND (p.left_at IS NULL OR p.left_at > statement_timestamp())
         ON CONFLICT (mailing_id, person_id) WHERE mailing_id IS NOT NULL DO NOTHING`,
    [
      JSON.stringify(
        mailings.map(({ incident, person, agencyId, ...mailing }) => ({
          ...mailing,
          person: person ?? null,
          agency: agencyId ?? null,
          incident_id: incident.id,
          institution_id: incident.institution_id,
        })),
      ),
      smtpUrl === null ? 'kept' : 'waiting',
      tx.now,
      INSURER,
    ],
  );
}

/** The address of a case's page. */
export function pageOfCase({ publicUrl }: Pick<Config, 'publicUrl'>, incidentId: string, section = ''): string {
  return new URL(`/app/cases/${incidentId}${section && `#${section}`}`, publicUrl).href;
}
