import { z } from 'zod';

const Submitted = z.object({
  view: z.object({
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }).loose())),
    }),
  }),
});

/** What a form with one text field holds: the ids it was opened with, and the text as typed. */
export const typedInView = (
  body: unknown,
  field: string,
): { readonly metadata: string; readonly text: string | null | undefined } => {
  const parsed = Submitted.safeParse(body);
  if (!parsed.success) return { metadata: '', text: undefined };
  const { private_metadata: metadata, state } = parsed.data.view;
  return { metadata, text: state.values[field]?.[field]?.value };
};
