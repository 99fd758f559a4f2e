import { createContext } from 'react';

/** The title of the section that opens around a part of a page; null where there is none. */
export const AroundIt = createContext<string | null>(null);
