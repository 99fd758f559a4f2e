import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { useSpeech, type Language } from '../text/language.js';
import type { AppText } from '../text/ja/app.js';
import { Loading } from '../ui/shown.js';
import { Home, NotFound } from './home.js';
import { Layout } from './layout.js';

interface Context {
  readonly chooseLanguage: (language: Language) => void;
}

const root = createRootRouteWithContext<Context>()({ component: Root, notFoundComponent: NotFound });
function Root() {
  const { chooseLanguage } = root.useRouteContext();
  return <Layout chooseLanguage={chooseLanguage} />;
}

/** Filters stand in the address, so that a view can be kept and sent; what is no text is left out. */
const filters =
  <K extends string>(...names: readonly K[]) =>
  (search: Record<string, unknown>): Partial<Record<K, string>> =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name];
        return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
      }),
    ) as Partial<Record<K, string>>;

const getParentRoute = () => root;
const home = createRoute({ getParentRoute, path: '/', component: Home });
export const casesRoute = createRoute({
  getParentRoute,
  path: '/cases',
  validateSearch: filters(
    'state',
    'callBack',
    'standing',
    'phase',
    'reportedFrom',
    'reportedBefore',
    'contactedFrom',
    'contactedBefore',
    'contacted',
    'commonCauseId',
    'institutionId',
    'coverageOutlook',
    'supportOutlook',
    'severity',
    'caseNumber',
    'group',
    'sort',
    'view',
  ),
  component: lazyRouteComponent(() => import('../incidents/cases-page.js'), 'CasesPage'),
});
export const caseRoute = createRoute({
  getParentRoute,
  path: '/cases/$id',
  validateSearch: filters('part', 'kind'),
  component: lazyRouteComponent(() => import('../incidents/case-page.js'), 'CasePage'),
});
export const newExpensesRoute = createRoute({
  getParentRoute,
  path: '/cases/$id/expenses',
  component: lazyRouteComponent(() => import('../expenses/new-expenses-page.js'), 'NewExpensesPage'),
});
export const expenseRoute = createRoute({
  getParentRoute,
  path: '/expenses/$id',
  component: lazyRouteComponent(() => import('../expenses/expense-page.js'), 'ExpensePage'),
});
export const expensesRoute = createRoute({
  getParentRoute,
  path: '/expenses',
  validateSearch: filters(
    'lane',
    'standing',
    'state',
    'submittedFrom',
    'submittedBefore',
    'decidedFrom',
    'decidedBefore',
    'unpaid',
    'group',
    'sort',
    'view',
  ),
  component: lazyRouteComponent(() => import('../expenses/expenses-page.js'), 'ExpensesPage'),
});
export const deskRoute = createRoute({
  getParentRoute,
  path: '/desk',
  validateSearch: filters('tile'),
  component: lazyRouteComponent(() => import('../incidents/desk-page.js'), 'DeskPage'),
});
const call = createRoute({
  getParentRoute,
  path: '/desk/call',
  component: lazyRouteComponent(() => import('../intake/call-page.js'), 'CallPage'),
});
const signInCode = createRoute({
  getParentRoute,
  path: '/desk/sign-in-code',
  component: lazyRouteComponent(() => import('../people/sign-in-code-page.js'), 'SignInCodePage'),
});
export const supportRoute = createRoute({
  getParentRoute,
  path: '/support',
  validateSearch: filters('state', 'commonCauseId', 'sort', 'group', 'view'),
  component: lazyRouteComponent(() => import('../emergency-support/support-page.js'), 'SupportPage'),
});
export const workRoute = createRoute({
  getParentRoute,
  path: '/work',
  validateSearch: filters('view', 'lane', 'assignee', 'due', 'sort', 'group'),
  component: lazyRouteComponent(() => import('../decisions/work-page.js'), 'WorkPage'),
});
// the list of its own that it was is a part of the work list now
const approve = createRoute({
  getParentRoute,
  path: '/work/approve',
  beforeLoad: () => redirect({ to: '/work', search: { view: 'ready' }, throw: true }),
});
const countersign = createRoute({
  getParentRoute,
  path: '/countersign',
  validateSearch: filters('sort', 'reversalsSort', 'view'),
  component: lazyRouteComponent(() => import('../decisions/countersign-page.js'), 'CountersignPage'),
});
export const assessmentTasksRoute = createRoute({
  getParentRoute,
  path: '/assessment-tasks',
  validateSearch: filters('view'),
  component: lazyRouteComponent(() => import('../decisions/assessment-tasks-page.js'), 'AssessmentTasksPage'),
});
const preApprovals = createRoute({
  getParentRoute,
  path: '/pre-approvals',
  validateSearch: filters('sort', 'view'),
  component: lazyRouteComponent(() => import('../expenses/pre-approvals-page.js'), 'PreApprovalsPage'),
});
const ownSettings = createRoute({
  getParentRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../people/own-settings-page.js'), 'OwnSettingsPage'),
});
const banks = createRoute({
  getParentRoute,
  path: '/banks',
  validateSearch: filters('sort', 'view'),
  component: lazyRouteComponent(() => import('../payments/banks-page.js'), 'BanksPage'),
});
const accounts = createRoute({
  getParentRoute,
  path: '/accounts',
  validateSearch: filters('state', 'sort', 'view'),
  component: lazyRouteComponent(() => import('../payments/accounts-page.js'), 'AccountsPage'),
});
export const paymentsRoute = createRoute({
  getParentRoute,
  path: '/payments',
  validateSearch: filters('state', 'incidentId', 'settledFrom', 'settledBefore', 'settled', 'group', 'sort', 'view'),
  component: lazyRouteComponent(() => import('../payments/payments-page.js'), 'PaymentsPage'),
});
const batches = createRoute({
  getParentRoute,
  path: '/batches',
  validateSearch: filters('state'),
  component: lazyRouteComponent(() => import('../payments/batches-page.js'), 'BatchesPage'),
});
export const batchRoute = createRoute({
  getParentRoute,
  path: '/batches/$id',
  component: lazyRouteComponent(() => import('../payments/batch-page.js'), 'BatchPage'),
});
const reconciliation = createRoute({
  getParentRoute,
  path: '/reconciliation',
  component: lazyRouteComponent(() => import('../payments/reconciliation-page.js'), 'ReconciliationPage'),
});
const paymentWaits = createRoute({
  getParentRoute,
  path: '/payment-waits',
  validateSearch: filters('queue'),
  component: lazyRouteComponent(() => import('../payments/waits-page.js'), 'WaitsPage'),
});
const late = createRoute({
  getParentRoute,
  path: '/late',
  component: lazyRouteComponent(() => import('../payments/late-page.js'), 'LatePage'),
});
const letters = createRoute({
  getParentRoute,
  path: '/letters',
  validateSearch: filters('sort', 'heldSort', 'undecidedSort', 'mailsSort'),
  component: lazyRouteComponent(() => import('../notifications/letters-page.js'), 'LettersPage'),
});
export const outlookCorrectionsRoute = createRoute({
  getParentRoute,
  path: '/outlook-corrections',
  validateSearch: filters('list'),
  component: lazyRouteComponent(() => import('../notifications/outlook-corrections-page.js'), 'OutlookCorrectionsPage'),
});
const screening = createRoute({
  getParentRoute,
  path: '/screening',
  validateSearch: filters('sort', 'decidedSort'),
  component: lazyRouteComponent(() => import('../decisions/screening-page.js'), 'ScreeningPage'),
});
const watchList = createRoute({
  getParentRoute,
  path: '/watch-list',
  component: lazyRouteComponent(() => import('../decisions/watch-list-page.js'), 'WatchListPage'),
});
const rosters = createRoute({
  getParentRoute,
  path: '/rosters',
  validateSearch: filters('sort', 'view'),
  component: lazyRouteComponent(() => import('../people/rosters-page.js'), 'RostersPage'),
});
const mergeProposals = createRoute({
  getParentRoute,
  path: '/merge-proposals',
  component: lazyRouteComponent(() => import('../incidents/merge-proposals-page.js'), 'MergeProposalsPage'),
});
export const lateArrivalsRoute = createRoute({
  getParentRoute,
  path: '/late-arrivals',
  validateSearch: filters('list', 'sort', 'view'),
  component: lazyRouteComponent(() => import('../incidents/late-arrivals-page.js'), 'LateArrivalsPage'),
});
const caseNumbers = createRoute({
  getParentRoute,
  path: '/case-numbers',
  component: lazyRouteComponent(() => import('../overview/case-numbers-page.js'), 'CaseNumbersPage'),
});
const queues = createRoute({
  getParentRoute,
  path: '/queues',
  component: lazyRouteComponent(() => import('../overview/queues-page.js'), 'QueuesPage'),
});
const overview = createRoute({
  getParentRoute,
  path: '/overview',
  component: lazyRouteComponent(() => import('../overview/overview-page.js'), 'OverviewPage'),
});

const department = createRoute({
  getParentRoute,
  path: '/department',
  component: lazyRouteComponent(() => import('../overview/department-page.js'), 'DepartmentPage'),
});

// in no menu: docs/design.md is made from it
const gallery = createRoute({
  getParentRoute,
  path: '/gallery',
  component: lazyRouteComponent(() => import('../gallery/gallery-page.js'), 'GalleryPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    casesRoute,
    caseRoute,
    newExpensesRoute,
    expenseRoute,
    expensesRoute,
    deskRoute,
    call,
    signInCode,
    supportRoute,
    workRoute,
    approve,
    countersign,
    assessmentTasksRoute,
    preApprovals,
    accounts,
    ownSettings,
    banks,
    paymentsRoute,
    paymentWaits,
    batches,
    batchRoute,
    reconciliation,
    late,
    letters,
    outlookCorrectionsRoute,
    screening,
    watchList,
    rosters,
    mergeProposals,
    lateArrivalsRoute,
    caseNumbers,
    queues,
    overview,
    department,
    gallery,
  ]),
  basepath: '/app',
  context: { chooseLanguage: () => undefined },
  defaultPendingComponent: Loading,
  defaultErrorComponent: Failed,
  scrollRestoration: true,
});

function Failed() {
  const { texts } = useSpeech<AppText>();
  return (
    <div role="alert">
      <p>{texts.shell.failed}</p>
      <button type="button" onClick={() => location.reload()}>
        {texts.shell.reload}
      </button>
    </div>
  );
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
