import { registerObserved } from '#operations';
import type { MailEntity } from './mail.entity.js';

const mailsSql = `SELECT s.state,
     (
         SELECT count(*)
         FROM mail m
         WHERE m.state = s.state AND m.state IN ('waiting','sending','failed','unknown')) AS mails
  FROM unnest(ARRAY['waiting','sending','failed','unknown']) AS s(state)`;

registerObserved({
  gauges: [
    {
      name: 'sonae_mails',
      help: 'Mails by state: to be sent, under way, for a person to decide',
      labelNames: ['state'],
    },
  ],
  async figures(database) {
    const rows = await database.statement<Pick<MailEntity, 'state'> & { mails: number }>(
      'staff',
      'mails',
      mailsSql,
      [],
    );
    return rows.map(({ state, mails }) => ({ name: 'sonae_mails', labels: { state }, value: mails }));
  },
});
