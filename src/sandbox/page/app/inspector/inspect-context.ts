import { createContext, useContext } from 'react';

/** What is inspected: a message, or a view by its id. */
export type Subject =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'modal' | 'home'; readonly viewId: string };

export const InspectContext = createContext<((subject: Subject) => void) | undefined>(undefined);

/** Opens the inspector of something. */
export const useInspect = (): ((subject: Subject) => void) => {
  const inspect = useContext(InspectContext);
  if (inspect === undefined) throw new Error('a part of the page stands outside of its window');
  return inspect;
};
