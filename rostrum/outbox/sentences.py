"""How what is done to letters reads in the audit trail."""

from django.utils.translation import gettext_lazy as _

from rostrum.audit.sentences import register

TRY_AGAIN = register("outbox.try_again", _("{actor} had a letter sent again where it had failed: {subject}."))
WITHDRAW = register("outbox.withdraw", _("{actor} withdrew what was still waiting of a letter: {subject}."))
HOLD_BACK = register("outbox.hold_back", _("{actor} held back letters after a restore: {subject}."))
