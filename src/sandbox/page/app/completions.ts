import type { ShownCommand } from '../page-screen.js';

export interface Completion {
  /** What the composer then holds. */
  readonly text: string;
  readonly shown: string;
  readonly description: string;
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
