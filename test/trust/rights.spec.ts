import { permissions, reachOf, type Permission } from '#access';
import type { Reach, Role } from '#kernel';

const roles = [
  'hospital-reporter',
  'hospital-manager',
  'agent',
  'support',
  'adjuster',
  'senior-adjuster',
  'payments',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];

// Moves and rights in full: who may do what, written down apart from the code, in the order of `roles`.
const agreed: Readonly<Partial<Record<Permission, string>>> = {
  'incidents.report': 'own own clients all – – – – –',
  'incidents.read': 'own own clients all all all all all –',
  'overview.read': '– – – all all all all all –',
  'department.read': '– – – – – all – all –',
  'incidents.correct': 'own own clients all in-charge all – – –',
  'incidents.match': '– – – all – – – – –',
  'incidents.merge': '– – – all – – – – –',
  'relations.read': '– – – all all all – all –',
  'incidents.move-phase': '– – – all in-charge all – – –',
  'expenses.submit': 'own own clients all – – – – –',
  'expenses.withdraw': 'own own – all – – – – –',
  'expenses.supplement': 'own own – all all all – – –',
  'expenses.appeal': 'own own – all – – – – –',
  'expenses.work': '– – – – lane all – – –',
  'pre-approvals.answer': '– – – all all all – – –',
  'documents.read': 'own own clients all all all all all –',
  'documents.upload': 'own own clients all all all – – –',
  'documents.erase': '– – – all all all – – –',
  'evidence.waive': '– – – – – all – – –',
  'evidence.require': '– – – – – – – – all',
  'work-items.read': '– – – all lane all – all –',
  'work-items.take': '– – – – lane lane – – –',
  'support-requests.read': 'own own – all all all – all –',
  'support-requests.move': '– – – all – – – – –',
  'decisions.read': '– – – all all all all all –',
  'decisions.propose': '– – – – lane all – – –',
  'decisions.countersign': '– – – – lane all – – –',
  'decisions.reverse': '– – – – – all – – –',
  'claimants.read': 'own own – all all all all all –',
  'claimants.write': 'own own – all all all – – –',
  'screening.list': '– – – – – – – – all',
  'screening.read': '– – – – – all all all –',
  'screening.decide': '– – – – – all – – –',
  'letters.read': '– own clients all all all all all –',
  'mails.read': '– – – all all all all all –',
  'mails.decide': '– – – all – – all – –',
  'notes.write': '– – – all all all – – –',
  'notes.read': '– – – all all all – all –',
  'messages.read': 'own own – all all all – all –',
  'messages.send': 'own own – all lane all – – –',
  'accounts.read': '– own – – – – all all –',
  'accounts.enter': '– own – – – – all – –',
  'accounts.confirm': '– – – – – – all – –',
  'payments.read': '– – – – all all all all –',
  'payments.work': '– – – – – – all – –',
  'policies.read': '– own clients all all all all all all',
  'incidents.name-adjuster': '– – – all – all – – –',
  'people.read': '– – – all – all – all all',
  'people.write': '– – – – – – – – all',
  'rosters.write': '– – – lead – lead – – all',
  'staffing.write': '– – – – – – – – all',
  'policies.write': '– – – – – – – – all',
  'imports.read': '– – – – – – – all all',
  'queues.read': '– – – – – – – all all',
  'queues.retry': '– – – – – – – – all',
};

describe('the one table of rights', () => {
  it.each(Object.entries(agreed) as [Permission, string][])(
    '%s reaches as far as was agreed',
    (permission, reaches) => {
      expect(roles.map((role): Reach | '–' => reachOf(permission, role) ?? '–').join(' ')).toBe(reaches);
    },
  );

  it('an auditor changes nothing, an administrator sees no case, an agent nothing of the insurer', () => {
    const held = (role: Role): Permission[] =>
      (Object.keys(permissions) as Permission[]).filter((permission) => reachOf(permission, role) !== null);
    expect(held('auditor').filter((permission) => !/\.(read|own)$/.test(permission))).toEqual([]);
    expect(
      held('administrator').filter((permission) => /^(incidents|expenses|work-items|support)/.test(permission)),
    ).toEqual([]);
    for (const role of ['hospital-reporter', 'hospital-manager', 'agent'] as const) {
      expect(
        held(role).filter((permission) =>
          /^(work-items|people|rosters|staffing|queues|audit)|reassign|match$/.test(permission),
        ),
      ).toEqual([]);
      expect(held(role).map((permission) => reachOf(permission, role))).not.toContain('all');
    }
  });
});
