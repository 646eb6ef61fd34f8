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

/** The page's English: one topic a file; it decides which words every other language must have. */
export const en = { conversation, desk, forms, inspector, mail, place, scenes, tour, trouble, window };
