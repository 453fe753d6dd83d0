"""Addresses under the names that allauth looks for. What it has beyond these is not served."""

from allauth.account.views import AccountInactiveView
from django.conf import settings
from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path, re_path

from bluestem.accounts.web import entrance, factors, settings_pages

urlpatterns: list[URLPattern] = [
    path("sign-in/", entrance.SignIn.as_view(), name="account_login"),
    path("sign-in/second-step/", entrance.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/passkey/", entrance.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
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
    path("again/code/", entrance.ReauthenticateByCode.as_view(), name="mfa_reauthenticate"),
    path("again/passkey/", entrance.ReauthenticateByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("addresses/", settings_pages.Addresses.as_view(), name="account_email"),
    path("password/", settings_pages.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", settings_pages.SetPassword.as_view(), name="account_set_password"),
    path("second-factor/", factors.SecondFactor.as_view(), name="mfa_index"),
    path("second-factor/app/", factors.AddApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", factors.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/passkey/", factors.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/remove/", factors.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("second-factor/recovery-codes/", factors.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", factors.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
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
