import { systemActor, type Actor } from '#database';
import { newId, type Mover } from '#kernel';

/** A move as the spec tries it. */
export interface Tried {
  readonly from: string;
  readonly to: string;
  readonly actor: Actor;
  readonly row: Readonly<Record<string, unknown>>;
}

/**
 * What of a machine its table does not say: how a row names who holds a place, what is said with a move, what its
 * guards look at.
 */
export interface Movable {
  /** What the row carries beside state, case and institution, for the record and the write. */
  readonly row?: (tried: Pick<Tried, 'to'>) => object;
  /** What the act says beside the move. */
  readonly said?: (tried: Tried) => unknown;
  readonly also?: (tried: Tried) => object;
  /** How a row names a person as the holder of a place. */
  readonly holding?: Partial<Record<Mover, (personId: string) => object>>;
  /** What a row is for everybody else. */
  readonly ofOthers?: object;
  /** Places of everybody whom the row does not name otherwise. */
  readonly others?: (tried: Pick<Tried, 'from' | 'actor'>) => readonly Mover[];
  /** Places that only a use case establishes: it says them with the move (`by`). */
  readonly established?: readonly Mover[];
  /** For each guard of the table, what it looks at when it passes, and when it does not. */
  readonly guards?: Readonly<Record<string, Readonly<Record<'passes' | 'fails', (tried: Tried) => unknown>>>>;
  /** Its rows are of people: the role for who gets in moves them. */
  readonly byAccess?: boolean;
  /** Whose record it is where no case stands behind a row. */
  readonly owner?: 'insurer';
}

const missing = (code: string) => ({ code, textJa: '不足しています。', textEn: 'Missing.' });
/** A guard whose facts are what is missing, looked up before the move. */
const list = { passes: () => [], fails: () => [missing('test.missing')] };
const other = newId();
const decides = (actor: Actor): boolean => actor.roles.includes('adjuster') || actor.roles.includes('senior-adjuster');

const whole = {
  severity: 'high',
  facts: { cause: 'cyber-attack', country: 'JP' },
  policy_match: 'matched',
  outlook: 'green',
  support_outlook: 'available',
  adjuster_id: other,
};
const passed = { transfer_on: '2026-11-30', cancel_asked_by: other };
const transferDay = new Date('2026-12-01T00:00:00Z');

/** One for every machine; the spec names those that are not here. */
export const movables: Readonly<Record<string, Movable>> = {
  'role-grant': {
    byAccess: true,
    owner: 'insurer',
    row: () => ({ role: 'adjuster' }),
    said: () => ({ id: other, has_left: false, side: 'insurer' }),
    also: ({ to }) => ({ at: new Date(), ...(to === 'ended' ? { reason: 'because' } : {}) }),
    guards: {
      'parties.confirmation-refused': {
        passes: () => ({ confirmation: null, leavesTooFew: false }),
        fails: () => ({ confirmation: 'parties.grant-of-ones-own', leavesTooFew: false }),
      },
      'parties.last-administrators': {
        passes: () => ({ confirmation: null, leavesTooFew: false }),
        fails: () => ({ confirmation: null, leavesTooFew: true }),
      },
    },
  },
  'import-run': { owner: 'insurer', said: () => ({ read: 1 }), also: () => ({ ended_at: new Date() }) },
  incident: {
    row: () => ({ facts: {}, severity: 'high', policy_match: 'matched', case_number: 'C' }),
    said: ({ to }) => (to === 'merged' ? { into: { id: other, case_number: 'C-2' }, expenses: [] } : {}),
    guards: {
      'incidents.triage-incomplete': {
        passes: () => ({ incident: whole }),
        fails: () => ({ incident: { ...whole, severity: null } }),
      },
      'incidents.open-incomplete': {
        passes: () => ({ incident: whole }),
        fails: () => ({ incident: { ...whole, adjuster_id: null } }),
      },
      'incidents.money-or-orders-pending': {
        passes: () => ({ runningOrders: 0 }),
        fails: () => ({ runningOrders: 1 }),
      },
      'incidents.merge-not-possible': {
        passes: () => ({ runningOrders: 0, expenses: [{ state: 'submitted' }] }),
        fails: () => ({ runningOrders: 0, expenses: [{ state: 'approved' }] }),
      },
    },
  },
  phase: {
    holding: { 'adjuster-in-charge': (id) => ({ incident: { adjuster_id: id } }) },
    ofOthers: { incident: { adjuster_id: other } },
    also: () => ({ phase: 'apology' }),
    guards: {
      'incidents.phase-not-ready': {
        passes: ({ to }) => ({ phases: { investigation: 'done' }, incident: { facts: {} }, phase: 'apology', to }),
        // what the guard of an end looks at is known of the suspicion alone
        fails: ({ to }) => ({
          phases: { investigation: 'skipped' },
          incident: { facts: {} },
          phase: to === 'done' ? 'suspicion' : 'apology',
          to,
        }),
      },
    },
  },
  'document-erasure': { row: () => ({ audience: 'all' }) },
  expense: {
    holding: {
      assignee: (id) => ({ places: { assigneeId: id, proposedBy: other, maySign: false, undoableBy: [] } }),
      proposer: (id) => ({ places: { assigneeId: other, proposedBy: id, maySign: false, undoableBy: [] } }),
      countersigner: () => ({ places: { assigneeId: other, proposedBy: other, maySign: true, undoableBy: [] } }),
      signer: (id) => ({ places: { assigneeId: other, proposedBy: other, maySign: false, undoableBy: [id] } }),
    },
    ofOthers: { places: { assigneeId: other, proposedBy: other, maySign: false, undoableBy: [] } },
    // of a ruling that is reversed, of a duplicate; the lead of the lane, which the item names
    established: ['countersigner', 'lane-lead'],
    said: ({ from, to }) => {
      const line = 1;
      if (from === 'information-requested' && to === 'in-review') return { act: 'answered' };
      const decision = { decisionId: other, line };
      switch (to) {
        case 'proposed':
          return { act: 'proposed', ...decision, kind: 'approve-full', amountYen: 1, assessedYen: 1 };
        case 'approved':
        case 'rejected':
          return { act: 'ruled', ...decision, amountYen: 1, claimedYen: 1, articles: [] };
        case 'in-review':
          return { act: 'given-back', ...decision, kind: 'sent-back' };
        case 'appealed':
          return { act: 'appealed', ...decision, lane: 'forensics', documentIds: [] };
        case 'withdrawn':
          return { act: 'withdrawn', line, file: { member_period_id: null, institution_id: other } };
        default:
          return { act: 'payment-moved' };
      }
    },
    guards: {
      'decisions.not-ready': {
        passes: () => ({ proposing: [] }),
        fails: () => ({ proposing: [missing('test.missing')] }),
      },
      'expenses.cannot-withdraw': {
        passes: () => ({ withdrawing: [] }),
        fails: () => ({ withdrawing: [missing('test.missing')] }),
      },
    },
  },
  'pre-approval': {
    said: () => ({ answer: 'so' }),
    guards: {
      'expenses.answer-not-yours': {
        passes: () => ({ as: 'adjuster', ceiling: 100, committedYen: 0, authorityYen: 100, lane: 'forensics' }),
        fails: () => ({ as: 'adjuster', ceiling: 101, committedYen: 0, authorityYen: 100, lane: 'forensics' }),
      },
    },
  },
  'work-item': {
    row: () => ({ lane: 'forensics' }),
    holding: {
      assignee: (id) => ({ assignee_id: id, lead_id: other }),
      'lane-lead': (id) => ({ assignee_id: other, lead_id: id }),
    },
    ofOthers: { assignee_id: other, lead_id: other },
    said: () => ({
      expense: { id: other, line: 1, lane: 'forensics' },
      personId: null,
      cause: 'lapsed',
      act: 'work-item.reassigned',
    }),
    guards: { 'routing.claim-not-possible': list },
  },
  repayment: {
    row: () => ({ amount_yen: 1 }),
    said: () => ({ line: 1 }),
    guards: {
      'decisions.separation': {
        passes: ({ from, actor }) => ({
          personId: actor.id,
          state: from,
          askedBy: other,
          enteredBy: null,
          writeOffBy: other,
        }),
        fails: ({ from, actor }) => ({
          personId: actor.id,
          state: from,
          askedBy: actor.id,
          enteredBy: null,
          writeOffBy: actor.id,
        }),
      },
    },
  },
  decision: {
    row: ({ to }) => ({ expense_id: other, kind: to === 'rejected' ? 'reject' : 'approve-full', amount_yen: 1 }),
    holding: { proposer: (id) => ({ proposed_by: id }) },
    ofOthers: { proposed_by: other },
    others: ({ actor }) => (decides(actor) ? ['countersigner'] : []),
    // who signed, within ten seconds
    established: ['signer'],
    said: () => ({ actingAs: 'adjuster', articles: [], expense: { line: 1, state: 'proposed' } }),
    guards: { 'decisions.signature-adds-nothing': list },
  },
  'assessment-task': {
    guards: {
      'decisions.in-favour': { passes: () => ({ inFavour: false }), fails: () => ({ inFavour: true }) },
    },
  },
  'false-facts': {
    ofOthers: { asked_by: other },
    others: ({ actor }) => (decides(actor) ? ['countersigner'] : []),
    said: () => ({ id: other, line: 1 }),
  },
  reversal: {
    row: () => ({ decision_id: other }),
    ofOthers: { asked_by: other },
    others: ({ actor }) => (decides(actor) ? ['countersigner'] : []),
  },
  'support-request': {
    said: ({ actor, row }) => (actor.kind === 'system' ? { reasons: new Map([[row['id'], []]]) } : undefined),
    also: () => ({ changed_at: new Date() }),
    guards: {
      'emergency-support.not-eligible': {
        passes: () => ({ availability: 'available', country: 'JP', domesticEffect: true }),
        fails: () => ({ availability: 'not-available', country: 'JP', domesticEffect: true }),
      },
    },
  },
  'payment-batch': {
    owner: 'insurer',
    holding: { releaser: (id) => ({ releaser_id: id }) },
    ofOthers: { releaser_id: other },
    said: () => ({}),
    guards: {
      'payments.not-yet': {
        passes: () => ({ batch: passed, withBank: 0, now: transferDay }),
        fails: () => ({ batch: passed, withBank: 1, now: transferDay }),
      },
      'payments.second-person-needed': {
        passes: ({ actor }) => ({ actor, batch: passed }),
        fails: ({ actor }) => ({ actor, batch: { ...passed, cancel_asked_by: actor.id } }),
      },
    },
  },
  payment: {
    row: () => ({ expense_id: other, amount_yen: 1, interest_yen: 0, pay_by: '2026-11-30', batch_id: null }),
    said: () => ({ line: 1 }),
    guards: {
      'payments.other-account-needed': {
        passes: () => ({ otherAccount: true }),
        fails: () => ({ otherAccount: false }),
      },
    },
  },
  'insurer-cost': {
    row: () => ({ amount_yen: 1 }),
    guards: {
      'decisions.separation': {
        passes: ({ actor }) => ({ actor, cost: { asked_by: other } }),
        fails: ({ actor }) => ({ actor, cost: { asked_by: actor.id } }),
      },
    },
  },
  mail: { row: () => ({ what: 'letter', addressee: 'reporter', letter_kind: null, tries: 1, reason: null }) },
  'merge-proposal': { also: ({ row }) => ({ into: row['into'] }) },
};

const outside: readonly Mover[] = ['hospital-reporter', 'hospital-manager', 'agent'];

/** A person in one role, or in none; of an institution where the role is. */
export function personIn(role: Actor['roles'][number] | null, institution: string): Actor {
  const inside = role === null || !outside.includes(role);
  return {
    kind: 'person',
    id: newId(),
    as: role ?? 'support',
    roles: role === null ? [] : [role],
    side: inside ? 'insurer' : 'institution',
    institutions: inside ? [] : [institution],
    institutionId: inside || role === 'agent' ? null : institution,
    institutionName: null,
    cases: '*',
    sessionId: null,
  };
}

/** The worker, for what a machine does by itself. */
export const itself = systemActor('test');
