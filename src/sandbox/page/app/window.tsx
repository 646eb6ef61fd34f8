import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { Seen } from '../../acting/seen.js';
import type { JsonObject } from '../../workspace/json.js';
import type { PageScreen, ShownPerson } from '../page-screen.js';
import { askInOrder, type Refused } from './ask.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { Main } from './main-pane.js';
import { Modal } from './modal.js';
import { goTo, type Spot } from './place.js';
import { problemText } from './problem-text.js';
import { Sidebar } from './sidebar.js';
import { Toasts, useToasts } from './toasts.js';
import { Tour } from './tour.js';
import { WindowContext, type WindowTools } from './window-context.js';
import { useWords } from './words-context.js';

interface Question {
  readonly dialog: JsonObject;
  readonly answer: (yes: boolean) => void;
}

/** One person at their Slack: sidebar, the place they are in, the modal on top of it. */
export const Window = (props: {
  readonly screen: PageScreen;
  readonly me: ShownPerson;
  readonly spot: Spot;
  readonly problem: Refused | undefined;
  readonly connected: boolean;
  readonly refresh: () => Promise<void>;
  readonly more: () => void;
}): ReactNode => {
  const { screen, me, spot, refresh } = props;
  const words = useWords();
  const { toasts, say, dismiss } = useToasts();
  const [question, setQuestion] = useState<Question>();
  const [menu, setMenu] = useState(false);
  const [draft, setDraft] = useState('');
  const id = me.email ?? me.id;

  const latest = useRef(refresh);
  latest.current = refresh;

  const act = useCallback(
    async (operation: string, input: object): Promise<Seen | undefined> => {
      try {
        const seen = await askInOrder<Seen>(operation, { as: id, ...input });
        // Errors of fields stand under them.
        if (seen.notice !== null && Object.keys(seen.errors).length === 0) say(seen.notice);
        await latest.current();
        return seen;
      } catch (error) {
        say(problemText(error, words));
        return undefined;
      }
    },
    [id, say, words],
  );
  const tools: WindowTools = {
    screen,
    me,
    place: spot.place,
    go: (place) => {
      setMenu(false);
      goTo({ as: id, place });
    },
    be: (person, place) => {
      setMenu(false);
      goTo({ as: person, place: place ?? spot.place });
    },
    act,
    say,
    confirm: (dialog) =>
      new Promise((resolve) => {
        setQuestion({ dialog, answer: resolve });
      }),
  };
  const answer = (yes: boolean): void => {
    question?.answer(yes);
    setQuestion(undefined);
  };
  const trouble =
    props.problem === undefined
      ? props.connected
        ? undefined
        : words.window.connectionLost
      : problemText(props.problem, words);
  const messages = <Toasts toasts={toasts} onDismiss={dismiss} />;
  return (
    <WindowContext value={tools}>
      <div className={menu ? 'window menu-open' : 'window'}>
        <Sidebar onClose={() => setMenu(false)} />
        <div className="pane">
          {trouble === undefined ? null : (
            <p className="trouble" role="alert">
              {trouble}
            </p>
          )}
          <Tour onType={setDraft} />
          <Main onMenu={() => setMenu(true)} onMore={props.more} draft={draft} onDraft={setDraft} />
        </div>
        <Modal key={me.id} views={screen.modals}>
          {messages}
        </Modal>
        {screen.modals.length === 0 ? messages : null}
        {question === undefined ? null : <ConfirmDialog of={question.dialog} onAnswer={answer} />}
      </div>
    </WindowContext>
  );
};
