import type { Locator, Page } from 'playwright-core';

/** How a person works with the page. */
export interface Hand {
  /** Whether there is a pointer; without one, everything is reached by keys. */
  readonly points: boolean;
  /** A button, a radio button, an option. */
  press(target: Locator): Promise<void>;
  /** Goes to a button without pressing it; what is answered presses it at once. */
  aim(target: Locator): Promise<() => Promise<void>>;
  write(target: Locator, text: string): Promise<void>;
  /** Chooses from a menu of the browser's own, by what is to be read there. */
  choose(menu: Locator, option: string): Promise<void>;
}

/** By mouse or finger. */
export const pointer: Hand = {
  points: true,
  press: (target) => target.click(),
  aim: async (target) => {
    await target.hover();
    return () => target.click();
  },
  write: (target, text) => target.fill(text),
  choose: async (menu, option) => {
    await menu.selectOption({ label: option });
  },
};

/** More keys than this to reach something that stands on the screen is nothing that people do. */
const MOST_KEYS = 60;

/** A question about an element that is asked in the page; written as text because the types here know no document. */
const question = (body: string) =>
  // Safe: what the text says is a comparison.
  new Function('node', `return ${body}`) as (node: unknown) => boolean;

const isFocused = question('node === document.activeElement');
const PART = 'dialog[open], nav, form.composer, [role=log], .mailbox, .home';
/** Whether the focus is in the same part of the window, or in the dialog. */
const isInReach = question(`node.closest('${PART}') === document.activeElement?.closest('${PART}')`);
const isOutsideItsMessage = question(
  `node.closest('[role=log] article')?.contains(document.activeElement) === false`,
);
const isBefore = question('(node.compareDocumentPosition(document.activeElement) & 4) > 0');
const isInItsGroup = question(`node.type === 'radio' && document.activeElement?.name === node.name`);

/** By keys alone: Tab, F6, arrows, Enter, Space, and letters. */
export const keysOf = ({ keyboard }: Page): Hand => {
  const is = (target: Locator, asked: ReturnType<typeof question>): Promise<boolean> =>
    target.evaluate(asked);
  /** Goes on with one key until something is so. */
  const until = async (target: Locator, asked: ReturnType<typeof question>, key: string): Promise<void> => {
    for (let pressed = 0; !(await is(target, asked)); pressed += 1) {
      if (pressed === MOST_KEYS) throw new Error(`${target} is not reached by ${key}`);
      await keyboard.press(key);
    }
  };
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let parts = 0; parts < 4 && !(await is(target, isInReach)); parts += 1) await keyboard.press('F6');
    for (let messages = 0; messages < MOST_KEYS && (await is(target, isOutsideItsMessage)); messages += 1)
      await keyboard.press('ArrowUp');
    for (let pressed = 0; !(await is(target, isFocused)); pressed += 1) {
      if (pressed === MOST_KEYS) throw new Error(`${target} is not reached by keyboard`);
      const back = (await is(target, isBefore)) ? 'Shift+' : '';
      await keyboard.press((await is(target, isInItsGroup)) ? 'ArrowDown' : `${back}Tab`);
    }
  };
  return {
    points: false,
    async press(target) {
      await reach(target);
      const chosen = (await target.getAttribute('type')) === 'radio';
      if (!chosen) await keyboard.press('Enter');
      else await until(target, question('node.checked'), 'Space');
    },
    async aim(target) {
      await reach(target);
      return () => keyboard.press('Enter');
    },
    async write(target, text) {
      await reach(target);
      await keyboard.press('ControlOrMeta+A');
      await keyboard.insertText(text);
    },
    async choose(menu, option) {
      await reach(menu);
      await keyboard.type(option);
      await until(menu, question(`node.selectedOptions[0]?.text === ${JSON.stringify(option)}`), 'ArrowDown');
    },
  };
};
