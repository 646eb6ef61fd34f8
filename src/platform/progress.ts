/** What is being done for somebody who waits for the program to be up; the edge says it in their words. */
export type Progress =
  /** A variable of the environment that nothing reads, and the name that was probably meant. */
  | { readonly kind: 'variable-strange'; readonly name: string; readonly nearest: string | undefined }
  | { readonly kind: 'database-connecting'; readonly place: string }
  /** Said by a command, which may have been run with another environment than the server's. */
  | { readonly kind: 'database-visited'; readonly name: string; readonly place: string }
  | { readonly kind: 'database-visited'; readonly home: string }
  | { readonly kind: 'database-migrated'; readonly count: number }
  | { readonly kind: 'postgres-set-up' }
  | { readonly kind: 'postgres-waiting'; readonly why: string }
  | { readonly kind: 'postgres-restarting'; readonly pid: number }
  /** As root: the server's files could not stay in the data folder. */
  | {
      readonly kind: 'postgres-elsewhere';
      readonly user: string;
      readonly home: string;
      readonly folder: string;
    }
  | { readonly kind: 'user-creating'; readonly user: string }
  | { readonly kind: 'demo-loaded' };

export type OnProgress = (progress: Progress) => void;
