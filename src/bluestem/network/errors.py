"""Why something about memberships is refused, in a sentence for the person who asked."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bluestem.ui.api import Text


class Refusal(Exception):
    """Nothing was changed. `sentence` says why, to the person who asked."""

    sentence: Text = _("This is not possible now.")

    def __str__(self) -> str:
        return str(self.sentence)


class AlreadyMember(Refusal):
    sentence = _("You are a member of this organisation already.")


class AlreadyAsked(Refusal):
    sentence = _("You have asked already. The organisation has not answered yet.")


class NotOpen(Refusal):
    sentence = _("Somebody has answered this request in the meantime, or it was taken back.")


class MembershipEnded(Refusal):
    sentence = _("This membership has ended in the meantime.")


class TooMany(Refusal):
    sentence = _("That was a lot for one day. Go on tomorrow, or write to the secretariat.")


class InvitationUnknown(Refusal):
    sentence = _("This link is not one of ours. Check that you copied all of it.")


class InvitationUsed(Refusal):
    sentence = _("This invitation has been used. A link works once.")


class InvitationExpired(Refusal):
    sentence = _("This invitation is too old. Ask for a new one.")


class InvitationRevoked(Refusal):
    sentence = _("This invitation was taken back. Ask the organisation.")


class InvitedAnother(Refusal):
    sentence = _("This invitation is for another mail address. Sign in with that address to accept it.")


class AddressUnconfirmed(Refusal):
    sentence = _("Confirm your mail address first, then open this link again.")


class LastAdministrator(Refusal):
    sentence = _("The network keeps at least one administrator. Appoint another one first.")


class CannotMerge(Refusal):
    sentence = _("Choose two different organisations, of which the one that stays is public.")


class MergedAlready(Refusal):
    sentence = _("One of these organisations is part of another one already. Separate them first.")


class NotMerged(Refusal):
    sentence = _("These organisations are not merged any more.")
