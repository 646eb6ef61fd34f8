import { appsConnectionsOpen, authTest } from './auth.js';
import { blocksValidate } from './blocks-validate.js';
import { chatDelete, chatGetPermalink, chatUpdate } from './chat-change.js';
import { chatPostEphemeral, chatPostMessage } from './chat-post.js';
import {
  conversationsInfo,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
} from './conversations.js';
import { filesCompleteUpload, filesGetUploadUrl } from './files.js';
import { conversationsHistory, conversationsReplies } from './history.js';
import type { ApiMethod } from './method.js';
import { usersInfo, usersList, usersLookupByEmail } from './users.js';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './views.js';

/** Every Web API method that the sandbox knows, as data: the server dispatches by it and documentation is made from it. */
export const API_METHODS: readonly ApiMethod[] = [
  authTest,
  appsConnectionsOpen,
  blocksValidate,
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatUpdate,
  conversationsHistory,
  conversationsInfo,
  conversationsJoin,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsReplies,
  filesCompleteUpload,
  filesGetUploadUrl,
  usersInfo,
  usersList,
  usersLookupByEmail,
  viewsOpen,
  viewsPublish,
  viewsPush,
  viewsUpdate,
];
