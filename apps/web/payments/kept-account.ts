import { useEffect, useEffectEvent, useState } from 'react';
import { useUser } from '../shell/session.js';
import { useKept } from '../ui/use-kept.js';

/** What somebody types of an account. */
export interface TypedAccount {
  readonly japanPost: boolean;
  readonly bankCode: string;
  readonly branchCode: string;
  readonly accountType: string;
  readonly accountNumber: string;
  readonly postalSymbol: string;
  readonly holder: string;
}

export const blankAccount: TypedAccount = {
  japanPost: false,
  bankCode: '',
  branchCode: '',
  accountType: 'ordinary',
  accountNumber: '',
  postalSymbol: '',
  holder: '',
};

/**
 * An account that is being typed, kept until it is sent: its number only as long as this tab is open, the rest in the
 * browser's database, because several people use the computer of a hospital.
 */
export function useKeptAccount(): {
  readonly value: TypedAccount;
  readonly ready: boolean;
  readonly change: (value: TypedAccount) => void;
  readonly clear: () => void;
} {
  const { id } = useUser();
  const place = `account number ${id}`;
  const kept = useKept('account', blankAccount);
  const [number] = useState(() => sessionStorage.getItem(place) ?? '');
  return {
    value: { ...kept.value, accountNumber: number },
    ready: kept.ready,
    change: (value) => {
      sessionStorage.setItem(place, value.accountNumber);
      kept.change({ ...value, accountNumber: '' });
    },
    clear: () => {
      sessionStorage.removeItem(place);
      kept.clear();
    },
  };
}

/** Keeps what stands in a form whenever it changes. */
export function useKeeping<T>(values: T, change: (values: T) => void): void {
  const keep = useEffectEvent(change);
  useEffect(() => {
    keep(values);
  }, [values]);
}
