import { useEffect, useRef, useState } from 'react';
import { isObject, parseJson } from '../../workspace/json.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
/** Several records change with one message; they are shown together. */
const TOGETHER_MS = 15;

/** What a window looks at again for. */
const concerns = (change: unknown): boolean =>
  isObject(change) && (change.kind === 'hello' || change.kind === 'record' || change.kind === 'mail');

/** Calls back after changes of the workspace, and after each reconnection; answers whether the line is up. */
export const useChanges = (changed: () => Promise<void>): boolean => {
  const [connected, setConnected] = useState(true);
  const latest = useRef(changed);
  latest.current = changed;

  useEffect(() => {
    let socket: WebSocket | undefined;
    let wait = FIRST_WAIT_MS;
    let timer: number | undefined;
    let due: number | undefined;
    const tell = (): void => {
      due ??= window.setTimeout(() => {
        due = undefined;
        void latest.current();
      }, TOGETHER_MS);
    };
    const connect = (): void => {
      socket = new WebSocket(`ws://${window.location.host}/sandbox/changes`);
      socket.onmessage = ({ data }) => {
        const change = parseJson(String(data));
        if (isObject(change) && change.kind === 'hello') {
          wait = FIRST_WAIT_MS;
          setConnected(true);
        }
        if (concerns(change)) tell();
      };
      socket.onclose = () => {
        setConnected(false);
        timer = window.setTimeout(connect, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      window.clearTimeout(due);
      if (socket !== undefined) socket.onclose = null;
      socket?.close();
    };
  }, []);
  return connected;
};
