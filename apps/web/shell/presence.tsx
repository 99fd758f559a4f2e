import { useApp } from '../text/use-text.js';
import { Status } from '../ui/status.js';
import { usePresence } from './use-presence.js';

/** Who else has the same open; nothing while nobody does. */
export function AlsoOpen({ incidentId, expenseId = null }: { incidentId: string; expenseId?: string | null }) {
  const t = useApp().texts.shell;
  const present = usePresence(incidentId, expenseId);
  const same = expenseId === null ? present : present.filter((one) => one.expenseId === expenseId);
  return (
    <span role="status">
      {same.length > 0 && <Status tone="working">{t.alsoOpen(same.map(({ personName }) => personName))}</Status>}
    </span>
  );
}
