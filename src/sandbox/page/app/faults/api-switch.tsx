import { type ReactNode, useEffect, useId, useState } from 'react';
import { ask } from '../ask.js';
import { useWindow } from '../window-context.js';
import { useWords } from '../words-context.js';
import { Switch } from './switch.js';
import { type ApiSwitch, onBy } from './switches.js';

const EVERY = '*';

/** A fault of the Web API: of every method, or of the one that is chosen under the details. */
export const ApiFaultSwitch = (props: {
  readonly of: ApiSwitch;
  readonly methods: readonly string[];
  readonly onTurn: (turn: () => Promise<unknown>) => void;
}): ReactNode => {
  const { of, methods, onTurn } = props;
  const words = useWords().trouble;
  const { screen } = useWindow();
  const id = useId();
  const on = onBy(screen.troubles, of);
  const [chosen, setChosen] = useState(EVERY);
  const method = on[0]?.method ?? chosen;
  const off = (): Promise<unknown> => Promise.all(on.map((fault) => ask('remove-fault', { id: fault.id })));
  const add = (which: string): Promise<unknown> => ask('add-fault', { ...of.fault, method: which });
  const choose = (which: string): void => {
    setChosen(which);
    if (on.length > 0) onTurn(() => off().then(() => add(which)));
  };
  return (
    <Switch
      on={on.length > 0}
      name={words.switches[of.name].name}
      text={words.switches[of.name].text}
      onTurn={(turned) => onTurn(turned ? () => add(method) : off)}
    >
      <details>
        <summary>{words.details}</summary>
        <label htmlFor={id}>{words.method}</label>
        <select id={id} value={method} onChange={({ target }) => choose(target.value)}>
          <option value={EVERY}>{words.everyMethod}</option>
          {methods.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </details>
    </Switch>
  );
};

const BESIDE_METHODS = ['response_url'];

/** The methods that a fault can be for; empty until they are known. */
export const useMethods = (): readonly string[] => {
  const [methods, setMethods] = useState<readonly string[]>([]);
  useEffect(() => {
    ask<readonly { readonly name: string }[]>('methods', {}).then(
      (all) => setMethods([...all.map(({ name }) => name), ...BESIDE_METHODS]),
      () => undefined, // Every method can be chosen all the same.
    );
  }, []);
  return methods;
};
