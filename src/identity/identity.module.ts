import { Global, Module } from '@nestjs/common';
import { addNavigation, ActorSource, LanguageChoice } from '../platform/web/index.js';
import { AccountMessages } from './account-messages.js';
import { Accounts } from './accounts.service.js';
import { IdentityActors, ProfileLanguage } from './actors.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeysRepository } from './api-keys.repository.js';
import { ApiKeys } from './api-keys.service.js';
import { AttemptLimits } from './attempt-limits.js';
import { Credentials } from './credentials.service.js';
import { FrontController } from './front.controller.js';
import { InvitationsController } from './invitations.controller.js';
import { PasswordResetController } from './password-reset.controller.js';
import { ProfileController } from './profile.controller.js';
import { ResetsRepository } from './resets.repository.js';
import { useLocalStrategy } from './session-changes.js';
import { SessionsRepository } from './sessions.repository.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { UsersRepository } from './users.repository.js';

addNavigation({ key: 'apiKeys', path: '/api-keys', icon: 'key', permission: 'api-keys.manage', order: 82 });

@Global()
@Module({
  controllers: [
    FrontController,
    SignInController,
    PasswordResetController,
    InvitationsController,
    ProfileController,
    ApiKeysController,
  ],
  providers: [
    Accounts,
    AccountMessages,
    ApiKeys,
    ApiKeysRepository,
    AttemptLimits,
    Credentials,
    ResetsRepository,
    SessionsRepository,
    SignIn,
    UsersRepository,
    { provide: ActorSource, useClass: IdentityActors },
    { provide: LanguageChoice, useClass: ProfileLanguage },
  ],
  exports: [Accounts, ApiKeys, ActorSource, LanguageChoice],
})
export class IdentityModule {
  constructor(signIn: SignIn) {
    useLocalStrategy(signIn);
  }
}
