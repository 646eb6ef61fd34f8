import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { InvitationErrors } from '../../../control/invitation.js';
import { ask } from '../ask.js';
import { problemText } from '../problem-text.js';
import { useTools } from '../window-context.js';
import { useLanguage, useWords } from '../words-context.js';
import './desk.css';
import { Field } from './field.js';
import { MemberFields } from './member-fields.js';
import { useCompany } from './use-company.js';

const LANGUAGES = [
  ['en-US', 'English'],
  ['zh-CN', '简体中文'],
] as const;
const ZONES = Intl.supportedValuesOf('timeZone');

type Answer =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly errors: InvitationErrors };

/** A form for somebody more to be. */
export const Invite = (): ReactNode => {
  const words = useWords();
  const language = useLanguage();
  const { be } = useTools();
  const { company, problem: unknown, again } = useCompany();
  const form = useRef<HTMLFormElement>(null);
  const [member, setMember] = useState(true);
  const [errors, setErrors] = useState<InvitationErrors>({});
  const [busy, setBusy] = useState(false);
  const [invited, setInvited] = useState<{
    readonly name: string;
    readonly email: string;
    readonly guest: boolean;
  }>();
  const [problem, setProblem] = useState<unknown>();
  const said = words.desk.inviting;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  const invite = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const text = (field: string): string => String(data.get(field) ?? '').trim();
    const guest = data.get('guest') !== null;
    setBusy(true);
    setInvited(undefined);
    setProblem(undefined);
    try {
      const answer = await ask<Answer>('invite', {
        name: text('name'),
        email: text('email'),
        locale: text('locale'),
        timezone: text('timezone'),
        guest,
        member: member ? { department: text('department'), roles: data.getAll('roles').map(String) } : null,
        words: language,
      });
      setErrors(answer.ok ? {} : answer.errors);
      if (answer.ok) {
        setInvited({ name: text('name'), email: text('email'), guest });
        form.current?.reset();
        again();
      } else focusFirst(form.current, Object.keys(answer.errors));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const trouble = problem ?? unknown;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className="desk scroll" tabIndex={0} aria-label={words.scenes.places.invite.name}>
      <form ref={form} noValidate onSubmit={(event) => void invite(event)}>
        <Field name="name" label={said.name} error={errors.name}>
          {(field) => <input {...field} type="text" autoComplete="off" />}
        </Field>
        <Field name="email" label={said.email} error={errors.email}>
          {(field) => <input {...field} type="email" autoComplete="off" />}
        </Field>
        <Field name="locale" label={said.language} error={undefined}>
          {(field) => (
            <select {...field} defaultValue={language === 'zh-CN' ? 'zh-CN' : 'en-US'}>
              {LANGUAGES.map(([value, name]) => (
                <option key={value} value={value} lang={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="timezone" label={said.timezone} error={errors.timezone}>
          {(field) => (
            <select {...field} defaultValue={zone}>
              {(ZONES.includes(zone) ? ZONES : [zone, ...ZONES]).map((value) => (
                <option key={value}>{value}</option>
              ))}
            </select>
          )}
        </Field>
        <label className="choice">
          <input type="checkbox" name="guest" /> {said.guest}
        </label>
        <label className="choice">
          <input
            type="checkbox"
            checked={member}
            onChange={(event) => setMember(event.currentTarget.checked)}
          />{' '}
          {said.member}
        </label>
        {member ? (
          <MemberFields company={company} errors={errors} />
        ) : (
          <p className="small">{said.memberHint}</p>
        )}
        <button type="submit" className="button primary" aria-busy={busy}>
          {said.button}
        </button>
      </form>
      <div role="status" className="headline">
        {invited === undefined ? null : (
          <p>
            {said.done(invited.name)}{' '}
            <button
              type="button"
              className="button"
              // A guest is in no channel: what they have is the app.
              onClick={() =>
                be(invited.email, invited.guest ? { kind: 'app' } : { kind: 'channel', name: 'general' })
              }
            >
              {said.be(invited.name)}
            </button>
          </p>
        )}
      </div>
      {trouble === undefined ? null : (
        <p role="alert" className="error">
          {problemText(trouble, words)}
        </p>
      )}
    </section>
  );
};

/** Where the first thing is wrong, one goes on. */
const focusFirst = (form: HTMLFormElement | null, wrong: readonly string[]): void => {
  for (const field of form?.elements ?? [])
    if (field instanceof HTMLElement && wrong.includes(field.getAttribute('name') ?? '')) {
      field.focus();
      return;
    }
};
