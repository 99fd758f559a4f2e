import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { Role } from '#kernel';

/**
 * How far a right reaches. `own`, `clients` and `session` are held by row security in the database; `in-charge`, `lane`
 * and `lead` are looked at by the use case, which knows the case or the item; `all` has no bound.
 */
export type Reach = 'own' | 'clients' | 'session' | 'in-charge' | 'lane' | 'lead' | 'all';

interface Right {
  readonly ja: string;
  readonly en: string;
  readonly roles: Partial<Readonly<Record<Role, Reach>>>;
}

const insurerReaders = {
  support: 'all',
  adjuster: 'all',
  'senior-adjuster': 'all',
  payments: 'all',
  auditor: 'all',
} as const;

/** The one table of rights: every route's check, the API documentation and docs/permissions.md are made from it. */
export const permissions = {
  'sessions.own': {
    ja: '自分のサインイン',
    en: 'One’s own session',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'own',
      support: 'own',
      adjuster: 'own',
      'senior-adjuster': 'own',
      payments: 'own',
      auditor: 'own',
      administrator: 'own',
    },
  },
  'sign-in.codes': {
    ja: '初めての端末の確認コードの発行（折り返しの電話のあと）',
    en: 'Make a code that lets a new device sign in, after a call-back',
    roles: { support: 'all', administrator: 'all' },
  },
  'incidents.report': {
    ja: '事故の報告',
    en: 'Report an incident',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', support: 'all' },
  },
  'incidents.read': {
    ja: '事案と費用の閲覧',
    en: 'Read cases and expenses',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'overview.read': {
    ja: '概況の閲覧',
    en: 'Read the overview',
    roles: insurerReaders,
  },
  'incidents.correct': {
    ja: '事実の訂正',
    en: 'Correct facts',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'in-charge',
      'senior-adjuster': 'all',
    },
  },
  'incidents.move': {
    ja: '事案の手続（初動判定、受付、取下げ）',
    en: 'Move a case (triage, open, withdraw): each move names its own roles',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'in-charge',
      'senior-adjuster': 'all',
    },
  },
  'late-arrivals.read': {
    ja: '終わった事案に届いた費用・事実の閲覧',
    en: 'Read what reached cases that had ended',
    roles: { support: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'late-arrivals.note': {
    ja: '終わった事案に届いた費用・事実への対応の記録',
    en: 'Note what was done about what reached a case that had ended',
    roles: { support: 'all' },
  },
  'calls.record': {
    ja: '電話の記録（折り返し、受付の連絡）',
    en: 'Record calls: that the institution was called back, that a caller was told',
    roles: { support: 'all' },
  },
  'calls.read': { ja: '電話の記録の閲覧', en: 'Read what was noted of calls', roles: insurerReaders },
  'incidents.match': { ja: '契約との照合', en: 'Match a case with institution and policy', roles: { support: 'all' } },
  'incidents.merge': {
    ja: '同じ事故の事案の統合',
    en: 'Merge cases of one event, or say that they are two',
    roles: { support: 'all' },
  },
  'relations.read': {
    ja: '統合の候補と共通の原因の閲覧',
    en: 'Read proposals to merge, and cases with one cause',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'incidents.name-adjuster': {
    ja: '保険金サービス担当者の指定',
    en: 'Name the adjuster in charge of a case',
    roles: { support: 'all', 'senior-adjuster': 'all' },
  },
  'incidents.move-phase': {
    ja: '段階の変更',
    en: 'Move phases',
    roles: { support: 'all', adjuster: 'in-charge', 'senior-adjuster': 'all' },
  },
  'expenses.submit': {
    ja: '費用のご請求',
    en: 'Submit expenses',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', support: 'all' },
  },
  'expenses.withdraw': {
    ja: '費用の取下げ',
    en: 'Withdraw an expense on which nothing is scheduled',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', support: 'all' },
  },
  'expenses.supplement': {
    ja: '追加のご請求',
    en: 'Claim more of an approved expense, at most what was claimed',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
  'expenses.appeal': {
    ja: '再審査のお申し出と照会への回答',
    en: 'Appeal against a rejection; answer a question',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', support: 'all' },
  },
  'expenses.work': {
    ja: '照会、分割、重複の確認、換算',
    en: 'Ask the claimant, split a line, look at duplicates, fix a rate',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'pre-approvals.answer': {
    ja: '事前承認の回答（専任スタッフは、担当者の勤務時間外に、専任スタッフの権限まで）',
    en: 'Answer a request for pre-approval; the desk outside the duty hours of adjusters, up to its own authority',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'documents.read': {
    ja: '資料の閲覧',
    en: 'Read and download documents (agents: not those of the register of claimants)',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'documents.upload': {
    ja: '資料の登録',
    en: 'Upload documents and link them to expenses',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
  'documents.open': {
    ja: 'パスワード付きの資料を開いた記録',
    en: 'Record that a document was opened with its password: it counts from then on',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'documents.erase': {
    ja: '資料の中身の消去',
    en: 'Ask for, or confirm, the erasure of a document’s content',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all' },
  },
  'evidence.waive': {
    ja: '必要な資料の省略',
    en: 'Do without a paper that an expense needs',
    roles: { 'senior-adjuster': 'all' },
  },
  'evidence.require': {
    ja: '必要な資料の設定',
    en: 'Say which papers a category needs',
    roles: { administrator: 'all' },
  },
  'expenses.correct': { ja: '費用の訂正', en: 'Correct an undecided expense', roles: { support: 'all' } },
  'work-items.read': {
    ja: '作業一覧の閲覧',
    en: 'Read work items',
    roles: { support: 'all', adjuster: 'lane', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'work-items.take': {
    ja: '作業の引受けと辞退',
    en: 'Claim, accept or decline a work item',
    roles: { adjuster: 'lane', 'senior-adjuster': 'lane' },
  },
  'work-items.reassign': {
    ja: '作業の割当て変更',
    en: 'Reassign a work item',
    roles: { support: 'lead', adjuster: 'lead', 'senior-adjuster': 'all' },
  },
  'support-requests.read': {
    ja: '緊急時サポートの閲覧',
    en: 'Read support requests',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
      auditor: 'all',
    },
  },
  'support-requests.move': { ja: '緊急時サポートの手続', en: 'Move support requests', roles: { support: 'all' } },
  'decisions.read': {
    ja: '査定の結論の閲覧',
    en: 'Read decisions, their signatures and what was checked before',
    roles: insurerReaders,
  },
  'decisions.propose': {
    ja: '査定案の提出',
    en: 'Check a case and propose what becomes of an expense',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'decisions.countersign': {
    ja: '二次承認',
    en: 'Countersign, send back, take back and undo proposals',
    roles: { adjuster: 'lane', 'senior-adjuster': 'all' },
  },
  'decisions.reverse': {
    ja: '決定の取消しと返還の請求',
    en: 'Ask to reverse a ruling, to demand money back, to leave a difference',
    roles: { 'senior-adjuster': 'all' },
  },
  'claimants.read': {
    ja: '損害賠償の請求者の閲覧',
    en: 'Read the register of claimants; no agent does',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', ...insurerReaders },
  },
  'claimants.write': {
    ja: '損害賠償の請求者の登録',
    en: 'Enter claimants and what is known of them',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
    },
  },
  'screening.list': {
    ja: '確認対象の名簿の管理',
    en: 'Keep the list of watched names',
    roles: { administrator: 'all' },
  },
  'screening.read': {
    ja: '反社会的勢力の確認結果の閲覧',
    en: 'Read matches of watched names',
    roles: { 'senior-adjuster': 'all', payments: 'all', auditor: 'all' },
  },
  'screening.decide': {
    ja: '反社会的勢力の確認結果の判断',
    en: 'Clear or confirm a match, with compliance',
    roles: { 'senior-adjuster': 'all' },
  },
  'letters.read': {
    ja: 'お支払いのご案内などの書面の閲覧',
    en: 'Read letters; an institution those addressed to it',
    roles: { 'hospital-manager': 'own', agent: 'clients', ...insurerReaders },
  },
  'mails.read': {
    ja: '送信メールの閲覧',
    en: 'Read mails that were sent or kept',
    roles: insurerReaders,
  },
  'mails.decide': {
    ja: '送信できなかったメールの再送信・到着の確認',
    en: 'Send a mail again whose fate is unknown or that was refused, or say that it arrived',
    roles: { support: 'all', payments: 'all' },
  },
  'outlook-corrections.read': {
    ja: '補償の見通しの訂正の閲覧',
    en: 'Read which cases were told of cover otherwise than holds, and what was done about it',
    roles: { support: 'all', adjuster: 'all', 'senior-adjuster': 'all', auditor: 'all' },
  },
  'outlook-corrections.call': {
    ja: '補償の見通しの訂正についてのお電話の記録',
    en: 'Record a call about a corrected outlook',
    roles: { support: 'all' },
  },
  'outlook-corrections.act': {
    ja: '補償の見通しの訂正後の対応の記録',
    en: 'Work off what may have followed from a wrong outlook',
    roles: { 'senior-adjuster': 'all' },
  },
  'outlook-notices.read': {
    ja: '補償の見通しについての訂正のお知らせの閲覧',
    en: 'Read corrections of an outlook that were written to one’s institution or agency, and say so',
    roles: { 'hospital-reporter': 'own', 'hospital-manager': 'own', agent: 'clients' },
  },
  'accounts.read': {
    ja: '振込先口座の閲覧',
    en: 'Read payee accounts, their numbers masked',
    roles: { 'hospital-manager': 'own', payments: 'all', auditor: 'all' },
  },
  'accounts.enter': {
    ja: '振込先口座の登録',
    en: 'Enter a payee account: one’s own institution’s, or from paper',
    roles: { 'hospital-manager': 'own', payments: 'all' },
  },
  'accounts.confirm': {
    ja: '振込先口座の確認',
    en: 'Confirm or refuse a payee account that another person entered',
    roles: { payments: 'all' },
  },
  'banks.read': {
    ja: '金融機関・支店の閲覧',
    en: 'Read the bank and branch master and its changes',
    roles: { payments: 'all', administrator: 'all', auditor: 'all' },
  },
  'banks.enter': {
    ja: '金融機関・支店の登録',
    en: 'Enter a bank or branch that opened, was renamed or closed',
    roles: { payments: 'all', administrator: 'all' },
  },
  'banks.confirm': {
    ja: '金融機関・支店の確認',
    en: 'Confirm or refuse a change of the master that another person entered',
    roles: { payments: 'all', administrator: 'all' },
  },
  'payments.read': {
    ja: 'お支払いの閲覧',
    en: 'Read payments and batches',
    roles: { adjuster: 'all', 'senior-adjuster': 'all', payments: 'all', auditor: 'all' },
  },
  'payments.work': {
    ja: 'お支払いの手続',
    en: 'Build, release, export, settle, return and stop payments',
    roles: { payments: 'all' },
  },
  'origins.write': {
    ja: '振込元口座の登録',
    en: 'Enter the account from which is paid',
    roles: { administrator: 'all' },
  },
  'policies.read': {
    ja: '契約の閲覧',
    en: 'Read policies',
    roles: {
      'hospital-manager': 'own',
      agent: 'clients',
      support: 'all',
      adjuster: 'all',
      'senior-adjuster': 'all',
      payments: 'all',
      auditor: 'all',
      administrator: 'all',
    },
  },
  'policies.write': {
    ja: '契約の登録と変更',
    en: 'Enter, renew, end and correct policies',
    roles: { administrator: 'all' },
  },
  'terms.read': {
    ja: '商品の条件の閲覧',
    en: 'Read versions of the terms, parameters and articles of the wording',
    roles: { ...insurerReaders, administrator: 'all' },
  },
  'terms.write': {
    ja: '商品の条件の登録と承認',
    en: 'Enter terms and parameters, and approve those that another person entered',
    roles: { administrator: 'all' },
  },
  'coverage.read': {
    ja: '補償と保険料の試算',
    en: 'Ask what the rules of the product would pay, and what cover costs',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'own',
      ...insurerReaders,
      administrator: 'all',
    },
  },
  'institutions.read': {
    ja: '医療機関の閲覧',
    en: 'Read institutions',
    roles: {
      'hospital-reporter': 'own',
      'hospital-manager': 'own',
      agent: 'clients',
      ...insurerReaders,
      administrator: 'all',
    },
  },
  'people.read': {
    ja: '利用者、権限、勤務表の閲覧',
    en: 'Read users, roles, rosters, authorities and lanes',
    roles: { support: 'all', 'senior-adjuster': 'all', auditor: 'all', administrator: 'all' },
  },
  'people.write': {
    ja: '利用者と権限の管理',
    en: 'Manage users and their roles',
    roles: { administrator: 'all' },
  },
  'rosters.write': {
    ja: '勤務表と不在の管理',
    en: 'Manage rosters and absences (leads: of their own lanes)',
    roles: { support: 'lead', 'senior-adjuster': 'lead', administrator: 'all' },
  },
  'staffing.write': {
    ja: '決裁権限、担当分野、チーム、レーン、取扱代理店の管理',
    en: 'Manage authorities, skills, teams, lanes and agencies',
    roles: { administrator: 'all' },
  },
  'imports.read': {
    ja: '取込みの記録の閲覧',
    en: 'Read the record of imports',
    roles: { auditor: 'all', administrator: 'all' },
  },
  'queues.read': { ja: '処理待ちの閲覧', en: 'Read queues', roles: { auditor: 'all', administrator: 'all' } },
  'queues.retry': { ja: '処理の再実行', en: 'Retry failed deliveries', roles: { administrator: 'all' } },
  'replays.read': {
    ja: '査定の再現確認の閲覧',
    en: 'Read what came of making kept assessments again',
    roles: { 'senior-adjuster': 'all', auditor: 'all', administrator: 'all' },
  },
  'case-numbers.read': {
    ja: '使われなかった事案番号の閲覧',
    en: 'Read which case numbers were never used, and why',
    roles: { auditor: 'all', administrator: 'all' },
  },
  'audit.read': {
    ja: '監査記録の閲覧',
    en: 'Read audit entries (administrators: the insurer’s own chain)',
    roles: { auditor: 'all', administrator: 'own' },
  },
  'views.read': {
    ja: '閲覧記録の閲覧',
    en: 'Read who opened or downloaded which case or paper',
    roles: { auditor: 'all' },
  },
} as const satisfies Record<string, Right>;

export type Permission = keyof typeof permissions;

/** How far a role's right reaches, null where it has none. */
export function reachOf(permission: Permission, role: Role): Reach | null {
  const roles: Partial<Record<Role, Reach>> = permissions[permission].roles;
  return roles[role] ?? null;
}

export const RIGHT = 'sonae:right';
export const OPEN = 'sonae:open';
export const ONCE = 'sonae:once';

/** The right a route needs; it stands in the API documentation too. A route without one, and not `@Open()`, fails the start. */
export const Needs = (permission: Permission): MethodDecorator =>
  applyDecorators(SetMetadata(RIGHT, permission), ApiExtension('x-permission', permission));
/** A route for everybody: signing in, health, the start page. */
export const Open = (): MethodDecorator => SetMetadata(OPEN, true);
/** A POST that creates or moves something: needs an Idempotency-Key and has one effect. */
export const OneEffect = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(ONCE, true),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: '8 to 200 visible characters; the same key with the same body has one effect',
    }),
  );
