import { systemActor } from '#database';
import { verifyLedger } from '#payments';
import { seedOf } from '../journeys/cases.js';
import { Cashiers } from '../support/cashiers.js';
import { Claims, cost, type ClaimCase } from '../support/claims.js';
import { freshKey, testSystem, type Reply, type Session, type TestSystem } from '../support/system.js';
import { randomBy } from '../chaos/stream.js';

const histories = process.env['SONAE_TEST_LONG'] === '1' ? 2_000 : 40;
/** Plan 1 of a clinic: response expenses of the period, in yen. */
const limit = 1_000_000;

/** What the model knows of a line: approved at an amount, or none of it. */
type State = 'in-review' | 'approved' | 'rejected' | 'withdrawn';
interface Line {
  readonly id: string;
  readonly claimed: number;
  state: State;
  approved: number;
  /** Its newest decision, which can be undone for ten seconds by whoever signed last. */
  decision: { readonly id: string; readonly by: Session } | null;
}

describe('random histories of a case with three expenses on one limit', () => {
  let system: TestSystem;
  let claims: Claims;
  let cashiers: Cashiers;
  let senior: Session;
  let second: Session;
  beforeAll(async () => {
    system = await testSystem();
    claims = await Claims.on(system);
    cashiers = await Cashiers.on(system);
    [senior, second] = await Promise.all([system.as('senior@sonae.example'), system.as('senior2@sonae.example')]);
  }, 60_000);
  afterAll(async () => {
    await system?.stop();
  });

  const post = (by: Session, path: string, body: object = {}): Promise<Reply<Record<string, unknown>>> =>
    by.send('POST', path, { key: freshKey(), body });
  const articles = [{ article: '約款 第2条（見本）' }];
  const heldOf = (lines: readonly Line[]): number => lines.reduce((sum, { approved }) => sum + approved, 0);

  /** Every move that the model allows here, by name; each changes the model as the rules say. */
  function movesOf(lines: readonly Line[]): [string, () => Promise<void>][] {
    return lines.flatMap((line): [string, () => Promise<void>][] => {
      const no = lines.indexOf(line) + 1;
      switch (line.state) {
        case 'in-review':
          return [
            [`approve ${no}`, () => approve(line, lines)],
            [`reject ${no}`, () => reject(line)],
            [`withdraw ${no}`, () => withdraw(line)],
          ];
        case 'approved':
          return [
            [`undo ${no}`, () => undo(line)],
            [`withdraw ${no}`, () => withdraw(line)],
          ];
        case 'rejected':
          return [[`undo ${no}`, () => undo(line)]];
        case 'withdrawn':
          return [];
      }
    });
  }

  async function approve(line: Line, lines: readonly Line[]): Promise<void> {
    const room = limit - heldOf(lines);
    const open = await claims.propose(senior, line.id);
    const signed = open.body.state === 'open' ? await claims.sign(second, open.body.id, { articles }) : open;
    const amount = Math.min(line.claimed, room);
    expect([signed.body.code, signed.body.state, signed.body.amount]).toEqual([undefined, 'approved', amount]);
    Object.assign(line, {
      state: 'approved',
      approved: amount,
      decision: { id: open.body.id, by: open.body.state === 'open' ? second : senior },
    });
  }

  async function reject(line: Line): Promise<void> {
    const open = await claims.propose(senior, line.id, {
      kind: 'reject',
      textJa: 'お支払いの対象になりません。',
      reasons: [{ code: 'other', text: '見本' }],
    });
    const signed = await claims.sign(second, open.body.id, { articles });
    expect([signed.body.code, signed.body.state]).toEqual([undefined, 'rejected']);
    Object.assign(line, { state: 'rejected', decision: { id: open.body.id, by: second } });
  }

  async function undo(line: Line): Promise<void> {
    const done = await post(line.decision?.by ?? senior, `/decisions/${line.decision?.id}/undos`);
    expect([done.status, done.body['code']]).toEqual([200, undefined]);
    Object.assign(line, { state: 'in-review', approved: 0, decision: null });
  }

  async function withdraw(line: Line): Promise<void> {
    const done = await post(claims.desk, `/expenses/${line.id}/transitions`, { to: 'withdrawn', reason: '見本' });
    expect([done.status, done.body['code']]).toEqual([200, undefined]);
    Object.assign(line, { state: 'withdrawn', approved: 0, decision: null });
  }

  const responseLimit = ({ limits }: ClaimCase): object | undefined => {
    const found = limits?.find(({ bucket }) => bucket === 'response-expense') as
      { held: number; paid: number; remaining: number } | undefined;
    return found && { held: found.held, paid: found.paid, remaining: found.remaining };
  };

  it(`${histories} histories: what is held is what the model says after every move, and what is paid in the end`, async () => {
    const seed = seedOf('money');
    const random = randomBy(seed);
    for (let history = 0; history < histories; history++) {
      const policy = await claims.policy();
      const amounts = Array.from({ length: 3 }, (_, at) => 100_000 * (1 + Math.floor(random() * 8)) + at);
      const shown = await claims.inReview(
        policy,
        amounts.map((amount) => cost('call-center', amount)),
      );
      const lines = shown.expenses.map(({ id }, at): Line => ({
        id,
        claimed: amounts[at] ?? 0,
        state: 'in-review',
        approved: 0,
        decision: null,
      }));
      const said: string[] = [];
      for (let move = 0; move < 8; move++) {
        const moves = movesOf(lines);
        const [name, act] = moves[Math.floor(random() * moves.length)] ?? [];
        if (!name || !act) break;
        said.push(name);
        await act();
        const held = heldOf(lines);
        expect([seed, said, responseLimit(await claims.case(shown.id))]).toEqual([
          seed,
          said,
          { held, paid: 0, remaining: limit - held },
        ]);
      }
      const paid = lines.filter(({ approved }) => approved > 0);
      if (paid.length > 0) {
        await cashiers.account(policy.institutionId);
        const payments = await cashiers.pay(shown.id, paid.length);
        expect(
          payments.map(({ amount, state }) => [amount, state]).toSorted(([a], [b]) => Number(a) - Number(b)),
        ).toEqual(paid.map(({ approved }) => [approved, 'settled']).toSorted(([a], [b]) => Number(a) - Number(b)));
      }
      const sum = heldOf(lines);
      expect([seed, said, responseLimit(await claims.case(shown.id))]).toEqual([
        seed,
        said,
        { held: 0, paid: sum, remaining: limit - sum },
      ]);
    }
    expect((await system.db.database.read(systemActor('test'), verifyLedger)).faults).toEqual([]);
  }, 7_200_000);
});
