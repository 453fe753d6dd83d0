"""What comes in place of a passkey's answer is refused, whatever it is. That a passkey works is tried in a browser."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.accounts.doing import is_signed_in, say_password_again, sign_in

SIGN_IN = "/account/sign-in/passkey/"
ADD = "/account/second-factor/passkey/"
WHOLE = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"},
    "clientExtensionResults": {},
}
DAMAGED = [
    *("", "x", "null", "[]", "1", '"text"', "{}", "{" * 2000, '{"response": []}', '{"response": {"userHandle": 7}}'),
    *(json.dumps({**WHOLE, name: value}) for name in WHOLE for value in (None, 1, "é", [], {}, "A" * 5000)),
    *(
        json.dumps({**WHOLE, "response": {**WHOLE["response"], name: value}})
        for name in WHOLE["response"]
        for value in (None, 1, "!", [], {}, "////")
    ),
    json.dumps(WHOLE),
]


@pytest.mark.parametrize("answer", DAMAGED)
def test_a_damaged_answer_signs_nobody_in(client, member, settings, answer):
    settings.MFA_RATE_LIMITS = False
    assert "challenge" in client.get(SIGN_IN, headers={"Accept": "application/json"}).json()["publicKey"]

    assert client.post(SIGN_IN, {"credential": answer}).status_code == 302
    assert not is_signed_in(client)


@pytest.mark.parametrize("answer", DAMAGED)
def test_a_damaged_answer_adds_no_passkey(signed_in, member, answer):
    say_password_again(signed_in)
    signed_in.get(ADD)

    assert signed_in.post(ADD, {"name": "Laptop", "credential": answer}).status_code == 200
    assert not Authenticator.objects.filter(user=member).exists()


@pytest.mark.parametrize("answer", DAMAGED[::5])
def test_a_damaged_answer_is_no_second_step(client, member, settings, answer):
    from bluestem.accounts.second_factor import seal

    settings.ACCOUNT_RATE_LIMITS = False
    Authenticator.objects.create(user=member, type="totp", data={"secret": seal("A" * 32)})
    sign_in(client, member.email)

    assert client.post("/account/sign-in/second-step/", {"credential": answer}).status_code == 200
    assert not is_signed_in(client)


def test_the_address_alone_leads_to_the_sign_in(client, db):
    assert client.get(SIGN_IN).headers["Location"] == "/account/sign-in/"


def test_a_passkey_of_another_person_cannot_be_taken_away(signed_in, editor):
    key = Authenticator.objects.create(user=editor, type="webauthn", data={"name": "x", "credential": {}})
    say_password_again(signed_in)

    assert signed_in.post(f"/account/second-factor/passkey/{key.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_asking_for_a_challenge_tells_of_nobody(db, member):
    for _number in range(2):
        options = Client().get(SIGN_IN, headers={"Accept": "application/json"}).json()["publicKey"]
        assert options.get("allowCredentials", []) == []
        assert options["userVerification"] == "required"
