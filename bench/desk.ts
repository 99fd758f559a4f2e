import { randomBytes } from 'node:crypto';
import { follow, openSession, send, type Said, type Session } from './session.js';

/** One act of the insurer's people after so many reports: about one a second at the rate of the country's surge. */
const everyReports = 25;

/**
 * The insurer's people at their work while others report: so much a report, so that each thousand of reports has the
 * same.
 */
export interface DeskAtWork {
  /** The n-th report was answered. */
  reported(n: number): void;
  /** Waits for what is under way. Answers what went wrong since. */
  rest(): Promise<string[]>;
}

interface Listed {
  readonly id: string;
  readonly state: string;
}

/** Signs them in; the first is of the desk, the others adjust. Throws when somebody cannot sign in. */
export async function deskAtWork(address: string, emails: readonly string[], password: string): Promise<DeskAtWork> {
  const [desk, ...adjusters] = await Promise.all(emails.map((email) => openSession(address, email, password)));
  if (!desk || adjusters.length === 0) throw new Error('nobody is at the desk');
  for (const who of [desk, ...adjusters]) follow(address, who);
  const open = new Set<Promise<void>>();
  const faults: string[] = [];
  const words = randomBytes(6).toString('hex');
  let acts = 0;

  const ask = async (who: Session, path: string, body?: object): Promise<Said> => {
    const sent = body === undefined ? { path } : { path, body: JSON.stringify(body), key: `desk-${words}-${acts++}` };
    const said = await send(address, who, sent);
    // 409: somebody or something else was first, as it happens among people
    if (said.status >= 300 && said.status !== 409)
      faults.push(`${path} answered ${said.status}: ${said.text.slice(0, 200)}`);
    return said;
  };
  const list = async (who: Session, path: string): Promise<Listed[]> => {
    const { status, text } = await ask(who, path);
    return status === 200 ? (JSON.parse(text) as { items: Listed[] }).items : [];
  };
  const triage = async (): Promise<void> => {
    const [newest] = await list(desk, '/incidents?state=reported&limit=50');
    if (newest) await ask(desk, `/incidents/${newest.id}/transitions`, { to: 'triaged', severity: 'high' });
  };
  const work = async (who: Session): Promise<void> => {
    const items = await list(who, '/work-items?assignee=me&limit=50');
    const offered = items.find(({ state }) => state === 'offered');
    if (offered) await ask(who, `/work-items/${offered.id}/claim`, {});
  };
  const turns: readonly (() => Promise<unknown>)[] = [
    triage,
    ...adjusters.map((who) => () => work(who)),
    () => list(desk, '/common-causes'),
    () => list(desk, '/work-items?state=unassigned&limit=50'),
    () => ask(desk, '/dashboard'),
  ];

  return {
    reported(n) {
      if (n % everyReports !== 0) return;
      const turn = turns[(n / everyReports) % turns.length];
      const act = (turn?.() ?? Promise.resolve()).then(
        () => void open.delete(act),
        (error: unknown) => {
          open.delete(act);
          faults.push(error instanceof Error ? error.message : 'an act of the desk failed');
        },
      );
      open.add(act);
    },
    async rest() {
      await Promise.all(open);
      return faults.splice(0);
    },
  };
}
