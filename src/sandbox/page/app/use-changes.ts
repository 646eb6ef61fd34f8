import { useEffect, useRef, useState } from 'react';
import { objectOf, parseJson, textOf } from '../../workspace/json.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** What a window looks at again for. */
const OF_A_WINDOW = ['record', 'mail', 'troubles'];

/** Calls back after changes of these kinds, and after each reconnection; answers whether the line is up. */
export const useChanges = (changed: () => Promise<void>, kinds: readonly string[] = OF_A_WINDOW): boolean => {
  const [connected, setConnected] = useState(true);
  const latest = useRef(changed);
  latest.current = changed;

  useEffect(() => {
    let socket: WebSocket | undefined;
    let wait = FIRST_WAIT_MS;
    let timer: number | undefined;
    const connect = (): void => {
      socket = new WebSocket(`ws://${window.location.host}/sandbox/changes`);
      socket.onmessage = ({ data }) => {
        const kind = textOf(objectOf(parseJson(String(data))).kind) ?? '';
        if (kind === 'hello') {
          wait = FIRST_WAIT_MS;
          setConnected(true);
        }
        if (kind === 'hello' || kinds.includes(kind)) void latest.current();
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
      if (socket !== undefined) socket.onclose = null;
      socket?.close();
    };
  }, [kinds]);
  return connected;
};
