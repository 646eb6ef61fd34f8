/** What a stranger is proposed. */
export const tour = {
  label: 'Try it',
  skip: 'Skip the tour',
};
