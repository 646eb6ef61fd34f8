import { type ReactNode, useId } from 'react';
import type { InvitationErrors } from '../../../control/invitation.js';
import { useWords } from '../words-context.js';
import { Field } from './field.js';
import type { Company } from './use-company.js';

/** Department and roles of somebody who becomes a member. */
export const MemberFields = ({
  company,
  errors,
}: {
  readonly company: Company | undefined;
  readonly errors: InvitationErrors;
}): ReactNode => {
  const id = useId();
  const words = useWords().desk.inviting;
  return (
    <>
      <Field name="department" label={words.department} error={errors.department}>
        {(field) => (
          <>
            <input {...field} type="text" autoComplete="off" list={`${id}-departments`} />
            <datalist id={`${id}-departments`}>
              {company?.departments.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <fieldset className={errors.roles === undefined ? 'field' : 'field wrong'}>
        <legend className="label">{words.roles}</legend>
        {company?.roles.map((role) => (
          <label key={role} className="choice">
            <input
              type="checkbox"
              name="roles"
              value={role}
              aria-describedby={errors.roles === undefined ? undefined : `${id}-roles`}
            />{' '}
            {words.roleNames[role] ?? role}
          </label>
        ))}
        {errors.roles === undefined ? null : (
          <p className="error" id={`${id}-roles`}>
            {errors.roles === 'required' ? words.roleNeeded : words.errors[errors.roles]}
          </p>
        )}
      </fieldset>
    </>
  );
};
