/** What stands above the place one is in. */
export const place = {
  home: 'Home',
  messages: 'Messages',
  noSuchChannel: 'There is no such channel for you.',
  homeNotDrawn: 'The app has not drawn its Home yet.',
};
