// six digits at first, more once they are used up, because the sequence is never set back
const largestSequence = 999_999_999;

export function caseNumber(year: number, sequence: number): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError('A case year has four digits.');
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > largestSequence) {
    throw new RangeError('A case sequence is a whole number from 1 to 999999999.');
  }
  const digits = `${year}${String(sequence).padStart(6, '0')}`;
  return `MC-${digits.slice(0, 4)}-${digits.slice(4)}-${checkDigit(digits)}`;
}

export function isCaseNumber(text: string): boolean {
  const parts = /^MC-([1-9]\d{3})-(\d{6,9})-(\d)$/.exec(text);
  if (!parts) return false;
  const [, year = '', sequence = '', check] = parts;
  return (
    Number(sequence) > 0 &&
    sequence === String(Number(sequence)).padStart(6, '0') &&
    checkDigit(year + sequence) === Number(check)
  );
}

/** ISO 7064 MOD 11,10: one wrong digit is always found, and so are nearly all swapped neighbours. */
function checkDigit(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}
