import type { ReactNode } from 'react';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { useWindow } from '../window-context.js';
import { useWords } from '../words-context.js';
import { ApiFaultSwitch, useMethods } from './api-switch.js';
import './faults.css';
import { Others } from './others.js';
import { Switch } from './switch.js';
import { API_SWITCHES } from './switches.js';

/** Things that go wrong, each at the turn of a switch. */
export const Trouble = (): ReactNode => {
  const all = useWords();
  const words = all.trouble;
  const { screen, say } = useWindow();
  const methods = useMethods();
  const { cutOff, mail } = screen.troubles;
  // The windows are told by the sandbox what is on.
  const turn = (change: () => Promise<unknown>): void => {
    change().catch((error: unknown) => say(problemText(error, all)));
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="scroll troubles" tabIndex={0} aria-label={words.switchesCalled}>
      <ul>
        {API_SWITCHES.map((one) => (
          <ApiFaultSwitch key={one.name} of={one} methods={methods} onTurn={turn} />
        ))}
        <Switch
          on={cutOff}
          name={words.switches.cutOff.name}
          text={words.switches.cutOff.text}
          onTurn={(on) => turn(() => ask('cut-off', { on }))}
        />
        {screen.mails === null ? null : (
          <Switch
            on={mail.length > 0}
            name={words.switches.mail.name}
            text={words.switches.mail.text}
            onTurn={(on) =>
              turn(() => (on ? ask('add-mail-fault', { kind: 'reject' }) : ask('clear-mail-faults', {})))
            }
          />
        )}
      </ul>
      <Others onTurn={turn} />
    </section>
  );
};
