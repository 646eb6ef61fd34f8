import type { PageWords } from '../page-words.js';
import { conversation } from './conversation.js';
import { desk } from './desk.js';
import { forms } from './forms.js';
import { inspector } from './inspector.js';
import { mail } from './mail.js';
import { place } from './place.js';
import { scenes } from './scenes.js';
import { tour } from './tour.js';
import { trouble } from './trouble.js';
import { window } from './window.js';

/** The page's Simplified Chinese. */
export const zhCn: PageWords = {
  conversation,
  desk,
  forms,
  inspector,
  mail,
  place,
  scenes,
  tour,
  trouble,
  window,
};
