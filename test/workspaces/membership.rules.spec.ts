import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/kernel/index.js';
import { keepAnAdmin } from '../../src/workspaces/membership.rules.js';
import { newInvitationToken, readInvitationToken } from '../../src/workspaces/invitation.rules.js';

describe('a workspace', () => {
  it('has an admin after every change that is let through', () => {
    const members = fc.array(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(members, fc.nat(), fc.option(fc.constantFrom(...ROLES)), (roles, at, change) => {
        const places = roles.map((role, i) => ({ id: String(i), role }));
        const id = String(at % roles.length);
        const after = places.flatMap((place) => (place.id !== id ? [place.role] : change === null ? [] : [change]));
        const attempt = () => keepAnAdmin(places, id, change);
        if (after.includes('admin')) attempt();
        else expect(attempt).toThrow('workspaces.last-admin');
      }),
    );
  });
});

describe('tokens of invitations', () => {
  const workspaceId = '0190a1b2-c3d4-7000-8000-00000000abcd';

  it('lead to their workspace and nowhere else', () => {
    const { token, hash } = newInvitationToken(workspaceId);
    expect(readInvitationToken(token)).toEqual({ workspaceId, hash });
    expect(newInvitationToken(workspaceId).token).not.toBe(token);
  });

  it.each(['', 'x', 'x'.repeat(63), `${'x'.repeat(63)}!`, '../../etc/passwd'])('%j is none', (token) => {
    expect(readInvitationToken(token)).toBeNull();
  });
});
