import type { PageScreen, ShownCommand } from '../page-screen.js';

export interface Completion {
  /** What the composer then holds. */
  readonly text: string;
  readonly shown: string;
  readonly description: string;
  /** Callback id of the shortcut that it runs, instead of being typed. */
  readonly shortcut?: string | undefined;
}

/** A word that stands for what one types; the others are typed as they are. */
const PLACEHOLDER = /^[[<]/;

const completionsOf = ({ name, description, usageHint }: ShownCommand): readonly Completion[] => {
  const forms = usageHint.split('|').map((form) => form.trim());
  return forms.map((form) => {
    const [verb = '', ...rest] = form.split(' ');
    const literal = verb === '' || PLACEHOLDER.test(verb) ? '' : verb;
    const open = rest.length > 0 || literal === '';
    return {
      text: `${name} ${literal}${open && literal !== '' ? ' ' : ''}`,
      shown: `${name} ${form}`.trim(),
      description: literal === '' ? description : '',
    };
  });
};

/** The commands that what was typed may become; none once it says more than a command's words. */
export const completionsFor = (commands: readonly ShownCommand[], typed: string): readonly Completion[] => {
  if (!typed.startsWith('/')) return [];
  const all = commands.flatMap(completionsOf);
  return all.filter(({ text, shown }) => text.startsWith(typed) || (typed === text && shown !== typed));
};

/** The shortcuts of everybody's menu whose name has what stands behind the slash. */
export const shortcutsFor = (shortcuts: PageScreen['shortcuts'], typed: string): readonly Completion[] => {
  if (!/^\/[^\s/]*$/.test(typed)) return [];
  const wanted = typed.slice(1).toLowerCase();
  return shortcuts
    .filter(({ kind, name }) => kind === 'global' && name.toLowerCase().includes(wanted))
    .map(({ callbackId, name, description }) => ({
      text: typed,
      shown: name,
      description,
      shortcut: callbackId,
    }));
};
