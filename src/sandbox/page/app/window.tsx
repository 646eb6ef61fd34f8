import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import type { Seen } from '../../acting/seen.js';
import type { JsonObject } from '../../workspace/json.js';
import type { PageScreen, ShownPerson } from '../page-screen.js';
import { askInOrder, type Refused } from './ask.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { setDraft } from './drafts.js';
import { TroubleMark } from './faults/trouble-mark.js';
import { Inspecting } from './inspector/inspecting.js';
import { Main, MENU_BUTTON } from './main-pane.js';
import { Modal } from './modal.js';
import { goTo, type Spot } from './place.js';
import { problemText } from './problem-text.js';
import { Sidebar } from './sidebar.js';
import { Toasts, useToasts } from './toasts.js';
import { Tour } from './tour.js';
import { useRegions } from './use-regions.js';
import { type Names, NamesContext, type Tools, ToolsContext, WindowContext } from './window-context.js';
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
  readonly openThread: (ts: string | undefined) => void;
}): ReactNode => {
  const { screen, me, spot, refresh, openThread } = props;
  const words = useWords();
  const { toasts, say, dismiss } = useToasts();
  const [question, setQuestion] = useState<Question>();
  const [menu, setMenu] = useState(false);
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
  const current = useRef(spot.place);
  current.current = spot.place;
  const tools = useMemo(
    (): Tools => ({
      go: (place) => {
        setMenu(false);
        goTo({ as: id, place });
      },
      be: (person, place) => {
        setMenu(false);
        goTo({ as: person, place: place ?? current.current });
      },
      act,
      say,
      openThread,
      confirm: (dialog) =>
        new Promise((resolve) => {
          setQuestion({ dialog, answer: resolve });
        }),
    }),
    [id, act, say, openThread],
  );
  useRegions();
  const names = useNamesOf(screen);
  const closeMenu = (): void => {
    setMenu(false);
    document.getElementById(MENU_BUTTON)?.focus();
  };
  const propose = (text: string): void => {
    setDraft(window.location.hash, text);
    // Where one is taken somewhere else, the field there takes the focus by itself.
    document.querySelector<HTMLElement>('.composer textarea')?.focus();
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
    <ToolsContext value={tools}>
      <NamesContext value={names}>
        <WindowContext value={{ ...tools, screen, me, place: spot.place }}>
          <Inspecting key={me.id}>
            <div className={menu ? 'window menu-open' : 'window'}>
              <button
                type="button"
                className="button skip"
                onClick={() => document.querySelector('main')?.focus()}
              >
                {words.window.skip}
              </button>
              <Sidebar open={menu} onClose={closeMenu} />
              <div className="pane">
                {trouble === undefined ? null : (
                  <p className="trouble" role="alert">
                    {trouble}
                  </p>
                )}
                <TroubleMark />
                <Tour onType={propose} />
                <Main onMenu={() => setMenu(true)} onMore={props.more} />
              </div>
              <Modal key={me.id} views={screen.modals}>
                {messages}
              </Modal>
              {screen.modals.length === 0 ? messages : null}
              {question === undefined ? null : <ConfirmDialog of={question.dialog} onAnswer={answer} />}
            </div>
          </Inspecting>
        </WindowContext>
      </NamesContext>
    </ToolsContext>
  );
};

/** The same as long as nothing has another name: channels change with each message that is said in them. */
const useNamesOf = (screen: PageScreen): Names => {
  const channels = useSame(
    screen.channels.flatMap(({ id, name, kind }) => (kind === 'im' ? [] : [{ id, name }])),
  );
  const shortcuts = useSame(screen.shortcuts);
  const { people } = screen;
  return useMemo(() => ({ people, channels, shortcuts }), [people, channels, shortcuts]);
};

/** The value that was there before, as long as the new one says the same. */
const useSame = <T,>(value: T): T => {
  const held = useRef(value);
  if (JSON.stringify(held.current) !== JSON.stringify(value)) held.current = value;
  return held.current;
};
