import { registerObserved } from '#operations';
import type { AssessmentReplayEntity } from './assessment-replay.entity.js';

registerObserved({
  gauges: [
    {
      name: 'sonae_assessments_different',
      help: 'Kept assessments that came out otherwise when the last night made them again',
    },
  ],
  async figures(database) {
    const [night] = await database.statement<Pick<AssessmentReplayEntity, 'different'>>(
      'staff',
      'last-replay',
      'SELECT different FROM assessment_replay WHERE done_at IS NOT NULL ORDER BY at DESC LIMIT 1',
      [],
    );
    return [{ name: 'sonae_assessments_different', value: night?.different ?? 0 }];
  },
});
