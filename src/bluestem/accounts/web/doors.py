"""Addresses under the names that allauth looks for. What it has beyond these is not served."""

from collections.abc import Callable
from functools import cache

from allauth.account.views import AccountInactiveView
from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.utils.module_loading import import_string

from bluestem.accounts.web import entrance, settings_pages


def late(name: str) -> Callable[..., HttpResponse]:
    """Give a view that loads its module when first asked: the libraries for passkeys take 8 MB of each process."""

    @cache
    def view() -> Callable[..., HttpResponse]:
        return import_string(f"bluestem.accounts.web.{name}").as_view()

    def answer(request: HttpRequest, **values: object) -> HttpResponse:
        return view()(request, **values)

    answer.__name__ = answer.__qualname__ = name.rpartition(".")[2]
    return answer


urlpatterns: list[URLPattern] = [
    path("sign-in/", entrance.SignIn.as_view(), name="account_login"),
    path("sign-in/second-step/", late("second_step.SecondStep"), name="mfa_authenticate"),
    path("sign-in/passkey/", late("second_step.PasskeySignIn"), name="mfa_login_webauthn"),
    path(
        "sign-in/closed/",
        AccountInactiveView.as_view(template_name="accounts/closed.html"),
        name="account_inactive",
    ),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="account_logout"),
    path("sign-up/", entrance.SignUp.as_view(), name="account_signup"),
    path("confirm/", entrance.ConfirmationSent.as_view(), name="account_email_verification_sent"),
    re_path(r"^confirm/(?P<key>[-:\w]+)/$", entrance.ConfirmAddress.as_view(), name="account_confirm_email"),
    path("reset/", entrance.Reset.as_view(), name="account_reset_password"),
    path("reset/sent/", entrance.ResetSent.as_view(), name="account_reset_password_done"),
    path("reset/done/", entrance.NewPasswordDone.as_view(), name="account_reset_password_from_key_done"),
    re_path(
        r"^reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("again/", entrance.Reauthenticate.as_view(), name="account_reauthenticate"),
    path("again/code/", late("second_step.ReauthenticateByCode"), name="mfa_reauthenticate"),
    path("again/passkey/", late("second_step.ReauthenticateByPasskey"), name="mfa_reauthenticate_webauthn"),
    path("addresses/", settings_pages.Addresses.as_view(), name="account_email"),
    path("password/", settings_pages.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", settings_pages.SetPassword.as_view(), name="account_set_password"),
    path("second-factor/", late("factors.SecondFactor"), name="mfa_index"),
    path("second-factor/app/", late("factors.AddApp"), name="mfa_activate_totp"),
    path("second-factor/app/remove/", late("factors.RemoveApp"), name="mfa_deactivate_totp"),
    path("second-factor/passkey/", late("factors.AddPasskey"), name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", late("factors.RemovePasskey"), name="mfa_remove_webauthn"),
    path("second-factor/recovery-codes/", late("factors.RecoveryCodes"), name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", late("factors.NewRecoveryCodes"), name="mfa_generate_recovery_codes"),
]

if settings.SIGN_IN_PROVIDERS:
    from bluestem.accounts.web import provider_pages as pages

    urlpatterns += [
        path("providers/", pages.Connections.as_view(), name="socialaccount_connections"),
        path("providers/sign-up/", pages.ProviderSignUp.as_view(), name="socialaccount_signup"),
        path("providers/cancelled/", pages.ProviderCancelled.as_view(), name="socialaccount_login_cancelled"),
        path("providers/failed/", pages.ProviderFailed.as_view(), name="socialaccount_login_error"),
        path("providers/<slug:provider_id>/", pages.begin, name="openid_connect_login"),
        path("providers/<slug:provider_id>/back/", pages.come_back, name="openid_connect_callback"),
    ]
