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
import { dayInWords } from './letter-pdf.js';
import { writeLetter, type LetterDraft } from './letter.js';
import { deskLine, enterMailings, pageOfCase, type Mailing } from './mailing.js';

/**
 * A letter to the institution that was told otherwise than holds: what was told, what holds now, what is open to it.
 * Agencies on whose page it stood get a mail that leads there.
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
      // nobody has matched it: it is on no institution's page
      if (incident.institution_id === NOT_KNOWN) continue;
      await writeLetter(tx, incident, draftOf(id, told, incident, this.config), this.config);
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
    // the notice on their page, once
    id,
    what: 'outlook-correction',
    incident,
    roles: ['agent'],
    agencyId: agency_id,
    subject: `【${incident.case_number}】補償の見通しの訂正について`,
    body: [
      `${config.insurer}です。`,
      '',
      `事案番号 ${incident.case_number} について、画面に表示していた補償の見通しに誤りがあり、訂正しました。おわび申し上げます。`,
      '訂正した内容は、次の画面でご覧ください。医療機関にも、当社からお知らせしています。',
      pageOfCase(config, incident.id),
      '',
      deskLine(config),
      '',
    ].join('\n'),
  }));
}

function draftOf(
  id: string,
  told: OutlookCorrectionEntity,
  incident: IncidentRow,
  { desk }: Pick<Config, 'desk'>,
): LetterDraft {
  const { outlook, support_outlook } = incident;
  const settled = outlook === 'pending' || support_outlook === null ? null : { outlook, support_outlook };
  return {
    kind: 'outlook-correction',
    about: `outlook-correction:${id}`,
    addressee: 'institution',
    to: `${incident.institution_name ?? ''} 御中`,
    opening:
      'この事案について画面に表示していた補償の見通しに、誤りがありました。おわびして訂正します。海外で起きた事故も保険金のお支払いの対象であり、事故が起きた国によって補償の見通しが変わることはありません。',
    facts: [
      { name: '誤って表示していた補償の見通し', value: coverageOutlookNames[told.told].ja },
      {
        name: '表示していた期間',
        value: `${dayInWords(dayInJapan(told.told_from))}から${dayInWords(dayInJapan(told.told_until))}まで`,
      },
      { name: '現在の補償の見通し', value: settled ? coverageOutlookNames[settled.outlook].ja : '確認中' },
      {
        name: '現在の緊急時サポートの見通し',
        value: settled ? supportOutlookNames[settled.support_outlook].ja : '確認中',
      },
    ],
    closing: [
      `費用のご請求や事案を取り下げられた場合、またはご請求を見合わせておられる費用がある場合は、あらためて承ります。画面からご請求いただくか、次の窓口へご連絡ください。窓口: ${desk}`,
      '緊急時サポートは国内の事故のためのサービスであり、その見通しは保険金のお支払いとは別のものです。',
    ],
  };
}
