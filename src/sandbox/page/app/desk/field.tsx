import { type ReactNode, useId } from 'react';
import { useWords } from '../words-context.js';

type Problem = keyof ReturnType<typeof useWords>['desk']['inviting']['errors'];

/** What an input needs so that its label and its error belong to it. */
interface FieldProps {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A field with its label, and under it what is wrong with it. */
export const Field = (props: {
  readonly name: string;
  readonly label: string;
  readonly error: Problem | undefined;
  readonly children: (field: FieldProps) => ReactNode;
}): ReactNode => {
  const id = useId();
  const { errors } = useWords().desk.inviting;
  const { name, label, error } = props;
  return (
    <div className={error === undefined ? 'field' : 'field wrong'}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {props.children({
        id,
        name,
        'aria-invalid': error !== undefined,
        'aria-describedby': error === undefined ? undefined : `${id}-error`,
      })}
      {error === undefined ? null : (
        <p className="error" id={`${id}-error`}>
          {errors[error]}
        </p>
      )}
    </div>
  );
};
