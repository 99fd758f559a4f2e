import type { InstitutionKind } from './request.js';
import type {
  ContractTerms,
  CoverageTerms,
  EligibleInstitution,
  IneligibleInstitution,
  ProductTerms,
} from './terms.js';

const MOST_YEN = 999_999_999_999_999;

const plans = [1, 2, 3] as const;
const contractTypes = ['clinic', 'hospital'] as const;
const ratingBases = ['clinic-kind', 'beds', 'capacity'] as const;
const coverageCodes = [
  'response-expense',
  'liability',
  'business-interruption',
  'bodily-injury-property-damage',
  'emergency-support',
] as const;
const eligibleKinds = [
  'hospital',
  'integrated-care-facility',
  'geriatric-health-facility',
  'general-clinic',
  'dental-clinic',
] as const satisfies readonly InstitutionKind[];

/**
 * The product terms from their JSON, checked: shape, every plan of every contract type exactly once, every kind of
 * institution exactly once, pharmacies alone not eligible (R-ELG-2), aggregate of liability and response expenses
 * (R-LIM-2), expense limit a tenth of the liability limit (R-LIM-3). Throws a TypeError or RangeError with one sentence
 * that names the place. An unknown member is refused, because it could be a limit that is not applied.
 */
export function readProductTerms(json: unknown): ProductTerms {
  const root = new Place(json, '');
  root.only(
    ['product', 'nameJa', 'nameEn', 'version', 'currency', 'premiumBasis', 'groupDiscount', 'minimumTermMonths'],
    ['aggregate', 'contracts', 'institutions', 'coverages'],
  );
  const basis = root.at('premiumBasis').only(['declarationDiscount', 'deductible', 'payment']);
  const discount = root.at('groupDiscount').only(['maxRate', 'note']);
  const terms: ProductTerms = {
    product: root.at('product').text(),
    nameJa: root.at('nameJa').text(),
    nameEn: root.at('nameEn').text(),
    version: root.at('version').text(),
    currency: root.at('currency').oneOf(['JPY']),
    premiumBasis: {
      declarationDiscount: basis.at('declarationDiscount').flag(),
      deductible: basis.at('deductible').whole(0),
      payment: basis.at('payment').oneOf(['lump-sum']),
    },
    groupDiscount: { maxRate: discount.at('maxRate').rate(), note: discount.at('note').text() },
    minimumTermMonths: root.at('minimumTermMonths').whole(1),
    aggregate: readAggregate(root.at('aggregate')),
    contracts: root.at('contracts').items().map(readContract),
    institutions: root.at('institutions').items().map(readInstitution),
    coverages: root.at('coverages').items().map(readCoverage),
  };
  const plansOfContracts = contractTypes.flatMap((type) => plans.map((plan) => `${type} plan ${plan}`));
  eachOnce(
    '/contracts',
    plansOfContracts,
    terms.contracts.map(({ contractType, plan }) => `${contractType} plan ${plan}`),
  );
  eachOnce(
    '/institutions',
    [...eligibleKinds, 'pharmacy'],
    terms.institutions.map(({ kind }) => kind),
  );
  eachOnce(
    '/coverages',
    coverageCodes,
    terms.coverages.map(({ code }) => code),
  );
  return terms;
}

function readAggregate(place: Place): ProductTerms['aggregate'] {
  place.only(['scope', 'cap', 'includes']);
  const includes = place.at('includes');
  const [first, second, ...rest] = includes.items();
  if (!first || !second || rest.length > 0) throw includes.fault('must be liability and response-expense');
  return {
    scope: place.at('scope').oneOf(['per-member-per-policy-period']),
    cap: place.at('cap').oneOf(['liabilityLimit']),
    includes: [first.oneOf(['liability']), second.oneOf(['response-expense'])],
  };
}

function readContract(place: Place): ContractTerms {
  place.only(['contractType', 'ratingBase', 'plan', 'liabilityLimit', 'responseExpenseLimit', 'premiums']);
  const liabilityLimit = place.at('liabilityLimit').whole(1);
  const responseExpenseLimit = place.at('responseExpenseLimit').whole(1);
  if (responseExpenseLimit * 10 !== liabilityLimit) {
    throw new RangeError(
      `Product terms: the expense limit ${responseExpenseLimit} at ${place.pointer} is not a tenth of ` +
        `the liability limit ${liabilityLimit} (R-LIM-3).`,
    );
  }
  return {
    contractType: place.at('contractType').oneOf(contractTypes),
    ratingBase: place.at('ratingBase').oneOf(ratingBases),
    plan: place.at('plan').oneOf(plans),
    liabilityLimit,
    responseExpenseLimit,
    premiums: Object.fromEntries(
      place
        .at('premiums')
        .entries()
        .map(([key, premium]) => [key, premium.whole(1)]),
    ),
  };
}

function readInstitution(place: Place): EligibleInstitution | IneligibleInstitution {
  const eligible = place.at('eligible').flag();
  const nameJa = place.at('nameJa').text();
  if (!eligible) {
    place.only(['kind', 'nameJa', 'eligible', 'referTo', 'referToJa']);
    const kind = place.at('kind').oneOf(['pharmacy']);
    return { kind, nameJa, eligible, referTo: place.at('referTo').text(), referToJa: place.at('referToJa').text() };
  }
  place.only(['kind', 'nameJa', 'contractType', 'ratingBase', 'eligible']);
  return {
    kind: place.at('kind').oneOf(eligibleKinds),
    nameJa,
    contractType: place.at('contractType').oneOf(contractTypes),
    ratingBase: place.at('ratingBase').oneOf(ratingBases),
    eligible,
  };
}

function readCoverage(place: Place): CoverageTerms {
  place.only(['code', 'nameJa', 'basic'], [], ['service', 'territory']);
  return {
    code: place.at('code').oneOf(coverageCodes),
    nameJa: place.at('nameJa').text(),
    basic: place.at('basic').flag(),
    ...(place.has('service') ? { service: place.at('service').flag() } : {}),
    ...(place.has('territory') ? { territory: place.at('territory').text() } : {}),
  };
}

function eachOnce(pointer: string, expected: readonly string[], actual: readonly string[]): void {
  for (const name of expected) {
    const times = actual.filter((candidate) => candidate === name).length;
    if (times !== 1) throw new RangeError(`Product terms: ${pointer} must have ${name} once, not ${times} times.`);
  }
}

/** A value with its JSON pointer, so that every fault names its place. */
class Place {
  readonly #value: unknown;
  readonly pointer: string;

  constructor(value: unknown, pointer: string) {
    this.#value = value;
    this.pointer = pointer;
  }

  fault(what: string): TypeError {
    return new TypeError(`Product terms: ${this.pointer || 'the document'} ${what}.`);
  }

  #members(): Readonly<Record<string, unknown>> {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value)) {
      throw this.fault('must be an object');
    }
    return this.#value as Readonly<Record<string, unknown>>;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#members(), name);
  }

  at(name: string): Place {
    if (!this.has(name)) throw this.fault(`must have the member ${name}`);
    return new Place(this.#members()[name], `${this.pointer}/${name}`);
  }

  only(names: readonly string[], moreNames: readonly string[] = [], optional: readonly string[] = []): this {
    const required = [...names, ...moreNames];
    for (const name of required) this.at(name);
    const unknown = Object.keys(this.#members()).find((name) => !required.includes(name) && !optional.includes(name));
    if (unknown !== undefined) throw this.fault(`has the unknown member ${unknown}`);
    return this;
  }

  entries(): [string, Place][] {
    return Object.keys(this.#members()).map((name) => [name, this.at(name)]);
  }

  items(): Place[] {
    if (!Array.isArray(this.#value)) throw this.fault('must be an array');
    return this.#value.map((item: unknown, index) => new Place(item, `${this.pointer}/${index}`));
  }

  text(): string {
    if (typeof this.#value !== 'string' || this.#value === '') throw this.fault('must be a text that is not empty');
    return this.#value;
  }

  flag(): boolean {
    if (typeof this.#value !== 'boolean') throw this.fault('must be true or false');
    return this.#value;
  }

  whole(least: number): number {
    const value = this.#value;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least || value > MOST_YEN) {
      throw this.fault(`must be a whole number from ${least} to ${MOST_YEN}`);
    }
    return value;
  }

  rate(): number {
    const value = this.#value;
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) throw this.fault('must be a number from 0 to 1');
    return value;
  }

  oneOf<const T extends string | number>(allowed: readonly T[]): T {
    const found = allowed.find((candidate) => candidate === this.#value);
    if (found === undefined) throw this.fault(`must be ${allowed.join(', ')}`);
    return found;
  }
}
