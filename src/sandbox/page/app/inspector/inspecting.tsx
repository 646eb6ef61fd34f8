import { type ReactNode, useState } from 'react';
import { InspectContext, type Subject } from './inspect-context.js';
import { Inspector } from './inspector.js';

/** Lets what stands in it be inspected, and shows the inspector beside it. */
export const Inspecting = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [subject, setSubject] = useState<Subject>();
  return (
    <InspectContext value={setSubject}>
      {children}
      {subject === undefined ? null : (
        <Inspector key={JSON.stringify(subject)} of={subject} onClose={() => setSubject(undefined)} />
      )}
    </InspectContext>
  );
};
