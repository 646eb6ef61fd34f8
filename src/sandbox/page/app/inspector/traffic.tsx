import { type ReactNode, useEffect, useState } from 'react';
import type { LoggedCall } from '../../../api/call-log.js';
import { ask } from '../ask.js';

/** What the app called, the newest first. */
export const Traffic = (): ReactNode => {
  const [calls, setCalls] = useState<readonly LoggedCall[]>([]);
  useEffect(() => {
    void ask<readonly LoggedCall[]>('calls', {}).then((all) => setCalls([...all].reverse()));
  }, []);
  return (
    <ul className="scroll">
      {calls.map((call) => (
        <li key={call.id}>{call.method}</li>
      ))}
    </ul>
  );
};
