import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { type JsonObject, objectsOf, textOf } from '../../../workspace/json.js';
import { plainOf } from '../text/text-object.js';
import { useWords } from '../words-context.js';
import type { FieldIds } from './field-ids.js';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly description?: string | undefined;
  readonly group?: string | undefined;
}

/** The options of an element or of a group of them. */
export const optionsIn = (options: unknown, group?: string): readonly Option[] =>
  objectsOf(options).map((option: JsonObject) => ({
    value: textOf(option.value) ?? '',
    text: plainOf(option.text),
    description: plainOf(option.description),
    group,
  }));

/** So many are shown; who looks for another one types more of it. */
const SHOWN = 100;

interface Found {
  readonly options: readonly Option[];
  /** Of the options; the one that Enter takes. */
  readonly at: number;
}

/** A menu in which one searches by typing; one or, up to `most`, several are chosen. */
export const SearchSelect = (props: {
  readonly field: FieldIds;
  readonly placeholder: string;
  readonly most?: number | undefined;
  readonly chosen: readonly Option[];
  /** The options for what was typed; the empty text asks for those to begin with. */
  readonly find: (typed: string) => readonly Option[] | Promise<readonly Option[]>;
  readonly onChoose: (values: readonly string[]) => void;
}): ReactNode => {
  const { field, chosen, most } = props;
  const words = useWords().forms;
  const [typed, setTyped] = useState<string>();
  const [found, setFound] = useState<Found>();
  const asked = useRef(0);
  const input = useRef<HTMLInputElement>(null);
  const many = most !== undefined;
  const values = chosen.map(({ value }) => value);
  const options = (found?.options ?? [])
    .filter(({ value }) => !many || !values.includes(value))
    .slice(0, SHOWN);
  const current = options[Math.min(found?.at ?? 0, options.length - 1)];

  const look = async (text: string): Promise<void> => {
    asked.current += 1;
    const turn = asked.current;
    const options = await props.find(text);
    // A slower answer to an earlier question is old news; so is one that comes after the list was closed.
    if (turn === asked.current) setFound({ options, at: 0 });
  };
  const close = (): void => {
    asked.current += 1;
    setTyped(undefined);
    setFound(undefined);
  };
  const take = (option: Option): void => {
    close();
    if (!many) props.onChoose([option.value]);
    else if (values.length < most) props.onChoose([...values, option.value]);
  };
  const leave = (): void => {
    // A field that was emptied is meant to be empty.
    if (!many && typed === '' && values.length > 0) props.onChoose([]);
    close();
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: options.length - 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      if (found === undefined) void look('');
      else
        setFound({
          ...found,
          at: (options.indexOf(current ?? { value: '', text: '' }) + step) % options.length,
        });
    } else if (event.key === 'Enter') {
      // Never the form: what is chosen here is not its last word.
      event.preventDefault();
      if (found !== undefined && current !== undefined && typed !== '') take(current);
      else leave();
    } else if (event.key === 'Escape' && found !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Backspace' && many && (typed ?? '') === '') props.onChoose(values.slice(0, -1));
  };
  return (
    <div className="search-select">
      {many && chosen.length > 0 ? (
        <ul className="chips">
          {chosen.map(({ value, text }) => (
            <li key={value}>
              {text}
              <button
                type="button"
                aria-label={words.remove(text)}
                onClick={() => {
                  props.onChoose(values.filter((one) => one !== value));
                  input.current?.focus();
                }}
              >
                ✕
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <input
        ref={input}
        id={field.id}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={found !== undefined}
        aria-controls={`${field.id}-options`}
        aria-activedescendant={current === undefined ? undefined : `${field.id}-${options.indexOf(current)}`}
        aria-describedby={field.describedBy}
        aria-invalid={field.invalid}
        aria-required={field.required}
        aria-label={field.label}
        placeholder={props.placeholder || words.typeToSearch}
        value={typed ?? (many ? '' : (chosen[0]?.text ?? ''))}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onClick={() => {
          if (found === undefined) void look('');
        }}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          void look(value);
        }}
        onBlur={leave}
        onKeyDown={keys}
      />
      <div
        id={`${field.id}-options`}
        className="offers"
        role="listbox"
        aria-label={field.label ?? (props.placeholder || words.typeToSearch)}
        hidden={found === undefined}
      >
        {options.map((option, index) => (
          <Offer
            key={option.value}
            id={`${field.id}-${index}`}
            of={option}
            headed={option.group !== undefined && option.group !== options[index - 1]?.group}
            current={option === current}
            chosen={values.includes(option.value)}
            onTake={() => take(option)}
          />
        ))}
        {found !== undefined && options.length === 0 ? (
          // biome-ignore lint/a11y/useFocusableInteractive: it says that there is nothing to choose.
          <div role="option" aria-selected="false" aria-disabled="true" className="offer small">
            {words.noMatch}
          </div>
        ) : null}
      </div>
    </div>
  );
};

const Offer = (props: {
  readonly id: string;
  readonly of: Option;
  readonly headed: boolean;
  readonly current: boolean;
  readonly chosen: boolean;
  readonly onTake: () => void;
}): ReactNode => (
  <>
    {props.headed ? (
      <div className="group" role="presentation">
        {props.of.group}
      </div>
    ) : null}
    {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field. */}
    {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field. */}
    <div
      id={props.id}
      role="option"
      aria-selected={props.chosen}
      className={props.current ? 'offer current' : 'offer'}
      ref={(shown) => {
        if (props.current) shown?.scrollIntoView({ block: 'nearest' });
      }}
      // Pressing would take the focus, and with it the list, away before the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onTake}
    >
      {props.of.text}
      {props.of.description === undefined || props.of.description === '' ? null : (
        <span className="small">{props.of.description}</span>
      )}
    </div>
  </>
);
