import { Inject, Injectable } from '@nestjs/common';
import {
  coverageOutlookNames,
  supportOutlookNames,
  OutlookCorrectionEntity,
  type OutlookNoticeEntity,
} from '#assessment';
import { NOT_KNOWN, type Tx } from '#database';
import { caseFile, type IncidentRow } from '#incidents';
import { dayInJapan } from '#kernel';
import { type Config, CONFIG } from '#platform';
import { Handles, type Delivery, type JobHandler } from '#queue';
import type { AgencyClientEntity } from '#people';
import { addressedTo } from './letter-writer.js';
import { afterCorrection, factNames, fromTo, letterOpenings, notYet } from './letter-words.js';
import { writeLetter, type LetterDraft } from './letter.js';
import { correctionMail } from './mail-words.js';
import { enterMailings, pageOfCase, type Mailing } from './mailing.js';

/**
 * A letter to an institution to which a wrong outlook was shown: the wrong one, the correct one, and what the
 * institution can do. Agencies on whose page it was shown get a mail with a link.
 */
@Injectable()
@Handles('write-outlook-correction')
export class WriteOutlookCorrection implements JobHandler {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async handle(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    for (const id of new Set(deliveries.flatMap(({ ids }) => ids))) {
      const told = await tx.findOne(OutlookCorrectionEntity, { id });
      if (!told) continue;
      const incident = await caseFile(tx, told.incident_id);
      // an unmatched case is on no institution's page
      if (incident.institution_id === NOT_KNOWN) continue;
      await writeLetter(
        tx,
        incident,
        draftOf(told, { incident, to: await addressedTo(tx, incident) }, this.config),
        this.config,
      );
      await enterMailings(tx, await mailingsOf(tx, id, incident, this.config), this.config);
    }
  }
}

async function mailingsOf(
  tx: Tx,
  correctionId: string,
  incident: IncidentRow,
  config: Pick<Config, 'insurer' | 'publicUrl' | 'deskPhone' | 'nightPhone'>,
): Promise<Mailing[]> {
  const agencies = await tx.rows<Pick<OutlookNoticeEntity, 'id'> & Pick<AgencyClientEntity, 'agency_id'>>(
    'SELECT id, agency_id FROM outlook_notice WHERE correction_id = $1 AND agency_id IS NOT NULL ORDER BY id',
    [correctionId],
  );
  return agencies.map(({ id, agency_id }) => ({
    // one mail for each notice
    id,
    what: 'outlook-correction',
    incident,
    roles: ['agent'],
    agencyId: agency_id,
    ...correctionMail(incident.case_number, pageOfCase(config, incident.id), config),
  }));
}

function draftOf(
  told: OutlookCorrectionEntity,
  { incident, to }: { readonly incident: IncidentRow; readonly to: string },
  config: Pick<Config, 'desk'>,
): LetterDraft {
  const { outlook, support_outlook } = incident;
  const settled = outlook === 'pending' || support_outlook === null ? null : { outlook, support_outlook };
  return {
    kind: 'outlook-correction',
    about: `outlook-correction:${told.id}`,
    addressee: 'institution',
    to,
    opening: letterOpenings['outlook-correction'],
    facts: [
      { name: factNames.shownOutlook, value: coverageOutlookNames[told.told].ja },
      {
        name: factNames.shownFor,
        value: fromTo(dayInJapan(told.told_from), dayInJapan(told.told_until)),
      },
      { name: factNames.coverageOutlook, value: settled ? coverageOutlookNames[settled.outlook].ja : notYet.outlook },
      {
        name: factNames.supportOutlook,
        value: settled ? supportOutlookNames[settled.support_outlook].ja : notYet.outlook,
      },
    ],
    closing: afterCorrection(config),
  };
}
